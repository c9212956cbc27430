package pixpro.event;

import java.time.Instant;

/** Anything that is said about an image on a topic. */
public sealed interface ImageEvent permits ImageQueued, ImageProcessed, ImageFailed, ImagePrepared {

    StoredImage image();

    /** @return the job it is about; null if it is about the image alone */
    Job job();

    /** @return when it happened: the CloudEvent's {@code time} */
    Instant at();

    /**
     * The CloudEvent's {@code id}. Derived from what happened, so that a record that is written twice says the same
     * thing twice, and whoever keeps events by id keeps it once.
     */
    String eventId();

    /** @return the CloudEvent's {@code type}, which clients see as well */
    String type();
}
