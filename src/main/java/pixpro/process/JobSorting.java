package pixpro.process;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.effect.Lanes;
import pixpro.event.ImageEvent;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.JobResult;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/** Where a job goes that is in no lane yet: to its end, if its result is there already, or else into its lane. */
public class JobSorting {

    private static final Logger LOG = LoggerFactory.getLogger(JobSorting.class);

    private final Lanes lanes;
    private final ObjectStorage storage;
    private final Clock clock;

    public JobSorting(Lanes lanes, ObjectStorage storage, Clock clock) {
        this.lanes = lanes;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * @param event the job
     * @param startedAt when it was looked at
     * @return what to announce: the job's end, or the job, to be run in its lane
     * @throws JobFailedException if no lane can run it
     * @throws IOException if object storage does not answer
     */
    public ImageEvent sort(ImageQueued event, Instant startedAt) throws JobFailedException, IOException {
        if (event.past() != null) {
            try {
                return reuse(event, startedAt);
            } catch (NoSuchObjectException e) {
                LOG.info(
                        "past_result_gone job={} was={}",
                        event.job().id(),
                        event.past().reuseOf());
            }
        }
        String lane = lanes.ofNextStep(event);
        if (Lanes.SORTING.equals(lane)) {
            throw new JobFailedException(
                    "capability-unavailable",
                    "The effect " + event.next().effect()
                            + " cannot be done here: it is gone, or no model server for it" + " is set up.");
        }
        return new ImageQueued(event.image(), event.job(), event.done(), null);
    }

    /** The picture is copied, so that each result can be removed without the other. */
    private ImageProcessed reuse(ImageQueued event, Instant startedAt) throws IOException {
        JobResult past = event.past();
        String key = null;
        if (past.objectKey() != null) {
            key = ObjectKeys.result(event.image().id(), event.job().id());
            storage.copy(past.objectKey(), key);
        }
        JobResult copy = new JobResult(
                key,
                past.mediaType(),
                past.bytes(),
                past.width(),
                past.height(),
                past.sha256(),
                past.data(),
                past.recipe(),
                past.reuseOf());
        return new ImageProcessed(event.image(), event.job(), copy, 0, startedAt, clock.instant());
    }
}
