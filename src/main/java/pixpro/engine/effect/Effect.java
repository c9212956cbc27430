package pixpro.engine.effect;

import java.util.List;
import pixpro.engine.photo.Photo;

/** Something that can be done to one picture. Implementations hold no state of a request. */
public interface Effect {
    /** The name a request asks for, as in {@code enhance}. */
    String name();

    /** One sentence for people. */
    String description();

    /** Counts up whenever the same input would give other pixels or other findings. */
    int version();

    /** The options a request may set, each with its range and default. */
    List<Option> options();

    /** Says whether the answer carries findings besides the picture. */
    default boolean detects() {
        return false;
    }

    /** Says whether it gives pictures to be looked at and not to be worked on, which may be written with losses. */
    default boolean givesThumbnails() {
        return false;
    }

    /** Bytes of learned data the effect works with; 0 for pure image processing. */
    default long weightBytes() {
        return 0;
    }

    /**
     * Processes a picture. What the outcome holds belongs to the caller's pointer scope.
     *
     * @param photo is left as it is
     * @param options a value within range for each of {@link #options()}
     * @throws pixpro.engine.photo.PhotoRefused if this picture cannot be processed so
     */
    Outcome apply(Photo photo, OptionValues options);
}
