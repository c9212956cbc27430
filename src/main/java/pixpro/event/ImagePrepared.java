package pixpro.event;

import java.time.Instant;
import java.util.List;

/**
 * What a library shows of an image was made of it, or cannot be made. About no job: it is done with every image, whatever
 * becomes of its jobs.
 *
 * @param image the stored original
 * @param thumbnails the smallest first; empty if they cannot be made
 * @param colour the dominant one, as in {@code #a0c4ff}; null without thumbnails
 * @param placeholder a BlurHash; null without thumbnails
 * @param code kebab-case name of what is in the way; null with thumbnails
 * @param message one sentence about it; null with thumbnails
 * @param at when all was stored, or it was given up
 */
public record ImagePrepared(
        StoredImage image,
        List<Thumbnail> thumbnails,
        String colour,
        String placeholder,
        String code,
        String message,
        Instant at)
        implements ImageEvent {

    public static final String PREPARED = "image.prepared";

    public ImagePrepared {
        thumbnails = thumbnails == null ? List.of() : List.copyOf(thumbnails);
    }

    /** An image that can be shown. */
    public ImagePrepared(StoredImage image, List<Thumbnail> thumbnails, String colour, String placeholder, Instant at) {
        this(image, thumbnails, colour, placeholder, null, null, at);
    }

    /** An image of which nothing can be made. */
    public ImagePrepared(StoredImage image, String code, String message, Instant at) {
        this(image, List.of(), null, null, code, message, at);
    }

    /** @return whether there is anything to show */
    public boolean canBeShown() {
        return !thumbnails.isEmpty();
    }

    @Override
    public Job job() {
        return null;
    }

    @Override
    public String eventId() {
        return image.id() + (canBeShown() ? ":prepared" : ":unprepared");
    }

    @Override
    public String type() {
        return PREPARED;
    }
}
