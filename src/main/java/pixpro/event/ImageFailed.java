package pixpro.event;

import java.time.Instant;

/**
 * A job was given up: a terminal state.
 *
 * @param image the stored original
 * @param job what was to be done with it
 * @param code kebab-case name of the cause, stable for programs
 * @param message one sentence a person understands, with nothing internal
 * @param attempts how often it was tried
 * @param startedAt when the first attempt of this delivery began
 * @param at when it was given up
 * @param stage of the journey it failed in; null in records from before it was told
 * @param route id of the route it failed in; null in records from before it was told
 */
public record ImageFailed(
        StoredImage image,
        Job job,
        String code,
        String message,
        int attempts,
        Instant startedAt,
        Instant at,
        String stage,
        String route)
        implements ImageEvent {

    public static final String FAILED = "image.failed";

    public ImageFailed(
            StoredImage image, Job job, String code, String message, int attempts, Instant startedAt, Instant at) {
        this(image, job, code, message, attempts, startedAt, at, null, null);
    }

    /** @return the same, told with where it failed */
    public ImageFailed in(String failedStage, String failedRoute) {
        return new ImageFailed(image, job, code, message, attempts, startedAt, at, failedStage, failedRoute);
    }

    @Override
    public String eventId() {
        return job.id() + ":failed";
    }

    @Override
    public String type() {
        return FAILED;
    }
}
