package pixpro.event;

import java.time.Instant;

/**
 * How far a job is. No {@link ImageEvent}: it is on no topic and in no inbox, and may get lost.
 *
 * @param owner whose image it is
 * @param imageId which image
 * @param jobId which job
 * @param version how far the image is with it
 * @param effect what the job does
 * @param step the step that is under way, from 1
 * @param steps of how many
 * @param completed what is done of the step, by the model's own count
 * @param total what there is to do in the step; null while that is not known
 * @param at when it was so
 */
public record ImageProgress(
        String owner,
        String imageId,
        String jobId,
        long version,
        String effect,
        int step,
        int steps,
        long completed,
        Long total,
        Instant at) {

    public static final String PROGRESS = "image.progress";

    /** The largest whole number that every JSON reader reads as it is. */
    private static final long LARGEST = (1L << 53) - 1;

    public ImageProgress {
        if (owner == null || imageId == null || jobId == null || effect == null || at == null) {
            throw new IllegalArgumentException("it is not said whose progress it is");
        }
        if (step < 1 || steps < step || !isPossible(completed, total)) {
            throw new IllegalArgumentException("nobody can be that far");
        }
    }

    /**
     * @param completed what is done
     * @param total what there is to do; null while that is not known
     * @return whether one can be that far
     */
    public static boolean isPossible(long completed, Long total) {
        return completed >= 0
                && completed <= LARGEST
                && (total == null || total >= 1 && total >= completed && total <= LARGEST);
    }

    /** Tells two reports apart. It is in no inbox, so it marks no place there. */
    public String eventId() {
        return jobId + ":progress:" + step + ":" + completed;
    }
}
