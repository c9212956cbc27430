package pixpro.event;

import java.time.Instant;

/**
 * How far an image is, as a number that only grows: by the moment its newest job was queued, and within a job by waiting,
 * under way, ended. It is computed from what happened alone, so that events and the library tell the same, in whatever
 * order and however often they come: what has a lower number than what is known is late.
 */
public final class ImageVersion {

    private static final int STEPS = 4;
    private static final int UNDER_WAY = 1;
    private static final int ENDED = 2;

    private ImageVersion() {}

    /** @return the version that an event leaves its image with */
    public static long of(ImageEvent event) {
        if (event instanceof ImagePrepared) {
            // tells how the image looks, and not how far any of its jobs is
            return waiting(event.image().receivedAt());
        }
        long waiting = waiting(
                event.job() == null ? event.image().receivedAt() : event.job().queuedAt());
        return event instanceof ImageQueued ? waiting : waiting + ENDED;
    }

    /**
     * @param since when the job was queued; of an image without a job, when it was taken in; null for long ago
     * @return the version of what has not begun
     */
    public static long waiting(Instant since) {
        return since == null ? 0 : since.toEpochMilli() * STEPS;
    }

    /** @param queuedAt when the job was queued */
    public static long underWay(Instant queuedAt) {
        return waiting(queuedAt) + UNDER_WAY;
    }

    /** @param queuedAt when the job was queued */
    public static long ended(Instant queuedAt) {
        return waiting(queuedAt) + ENDED;
    }
}
