package pixpro.event;

import java.time.Instant;

/**
 * An image is stored, and its job waits. Without an effect there is no job: the image is only kept.
 *
 * @param image the stored original
 * @param job what to do with it, or null
 */
public record ImageQueued(StoredImage image, Job job) implements ImageEvent {

    /** Type of an image with a job. */
    public static final String QUEUED = "image.queued";

    /** Type of an image without one. */
    public static final String STORED = "image.stored";

    @Override
    public Instant at() {
        return job == null ? image.receivedAt() : job.queuedAt();
    }

    @Override
    public String eventId() {
        return job == null ? image.id() + ":stored" : job.id() + ":queued";
    }

    @Override
    public String type() {
        return job == null ? STORED : QUEUED;
    }
}
