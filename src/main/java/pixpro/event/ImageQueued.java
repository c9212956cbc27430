package pixpro.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * An image is stored, and its job waits. Without an effect there is no job: the image is only kept.
 *
 * <p>The effects of a chain run one after another; after each but the last, the job is announced again with what is
 * done. That is the same event, said with more.
 *
 * @param image the stored original
 * @param job what to do with it, or null
 * @param done the steps of the job that are done
 * @param past the result of an earlier job that did the same with the same original; null if none is known
 */
public record ImageQueued(StoredImage image, Job job, List<RecipeStep> done, JobResult past) implements ImageEvent {

    /** Type of an image with a job. */
    public static final String QUEUED = "image.queued";

    /** Type of an image without one. */
    public static final String STORED = "image.stored";

    public ImageQueued {
        done = done == null ? List.of() : List.copyOf(done);
    }

    public ImageQueued(StoredImage image, Job job) {
        this(image, job, List.of(), null);
    }

    /** @return the step that is next */
    public Job.Step next() {
        return job.steps().get(done.size());
    }

    /** @return whether the step that is next is the last */
    @JsonIgnore
    public boolean isLastStep() {
        return done.size() == job.steps().size() - 1;
    }

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
