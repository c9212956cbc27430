package pixpro.event;

import java.time.Instant;

/**
 * A job ended with a result: a terminal state.
 *
 * @param image the stored original
 * @param job what was done with it
 * @param result what came of it
 * @param attempts how often it was tried, the last one included
 * @param startedAt when the first attempt of this delivery began
 * @param at when the result had been stored
 */
public record ImageProcessed(StoredImage image, Job job, JobResult result, int attempts, Instant startedAt, Instant at)
        implements ImageEvent {

    public static final String PROCESSED = "image.processed";

    @Override
    public String eventId() {
        return job.id() + ":processed";
    }

    @Override
    public String type() {
        return PROCESSED;
    }
}
