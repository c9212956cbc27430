package pixpro.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What failed, by cause.
 *
 * @param causes the most frequent first
 */
public record FailureReport(List<Cause> causes) {

    /**
     * One cause.
     *
     * @param code its name, stable for programs
     * @param description the same in plain words
     * @param count how many jobs failed by it
     * @param replayed how many of these are done again, or were
     * @param effects how many of each effect failed by it
     * @param firstAt when the first of them failed
     * @param lastAt when the last of them failed
     * @param examples some of them: those not done again before the others, the newest first
     */
    public record Cause(
            String code,
            String description,
            long count,
            long replayed,
            Map<String, Long> effects,
            Instant firstAt,
            Instant lastAt,
            List<Example> examples) {}

    /**
     * One failed job.
     *
     * @param jobId its id
     * @param imageId of its image
     * @param owner the {@code sub} of the image's owner
     * @param effect what was to be done
     * @param at when it was given up
     * @param attempts how often it was tried
     * @param message what its owner was told
     * @param stage in which it failed; null if that was not told
     * @param route in which it failed; null if that was not told
     * @param retriedBy id of the job that does it again; null if none does
     */
    public record Example(
            String jobId,
            String imageId,
            String owner,
            String effect,
            Instant at,
            Integer attempts,
            String message,
            String stage,
            String route,
            String retriedBy) {}
}
