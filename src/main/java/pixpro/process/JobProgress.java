package pixpro.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.event.ImageProgress;
import pixpro.event.ImageQueued;
import pixpro.event.ImageVersion;

/**
 * Says how far jobs are, as often as somebody who watches can use it. Whatever a model counts and whoever is away, a
 * report neither waits nor fails.
 */
public class JobProgress {

    private static final Logger LOG = LoggerFactory.getLogger(JobProgress.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Far more than an instance runs at once; a job that is forgotten is only told of once too often. */
    private static final int MOST_JOBS = 256;

    private final Consumer<ImageProgress> door;
    private final Clock clock;
    private final Map<String, Told> jobs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > MOST_JOBS;
        }
    };

    /**
     * @param door takes what is to be told, at once
     * @param clock tells what came too soon
     */
    public JobProgress(Consumer<ImageProgress> door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    /**
     * Reports how far a job is. The first report of a step is told; then at most one every half second, except that the
     * step's end need not wait. What repeats the last one, or cannot be, is not told.
     *
     * @param event the job, whose next step is under way
     * @param completed what is done of it
     * @param total what there is to do; null if that is not known
     */
    public synchronized void report(ImageQueued event, Long completed, Long total) {
        int step = event.done().size() + 1;
        if (completed == null || !ImageProgress.isPossible(completed, total)) {
            return;
        }
        Instant now = clock.instant();
        Told told = jobs.computeIfAbsent(event.job().id(), id -> new Told());
        if (!told.isNews(step, completed, total, now)) {
            return;
        }
        told.keep(step, completed, total, now);
        try {
            door.accept(new ImageProgress(
                    event.image().owner(),
                    event.image().id(),
                    event.job().id(),
                    ImageVersion.underWay(event.job().queuedAt()),
                    event.job().effect(),
                    step,
                    event.job().steps().size(),
                    completed,
                    total,
                    now));
        } catch (RuntimeException e) {
            LOG.debug("progress is not told job={} reason={}", event.job().id(), e.getMessage());
        }
    }

    /**
     * @param event the job, whose next step is under way
     * @return reports what a model says about this step
     */
    public ModelProgress of(ImageQueued event) {
        return (completed, total) -> report(event, completed, total);
    }

    /** What was last told of a job. */
    private static final class Told {

        private int step;
        private long completed;
        private Long total;
        private Instant at;

        boolean isNews(int newStep, long newCompleted, Long newTotal, Instant now) {
            if (newStep != step) {
                return true;
            }
            if (newCompleted == completed && (newTotal == null ? total == null : newTotal.equals(total))) {
                return false;
            }
            // nothing may come after the end that could tell it; what then begins again has to wait
            boolean ends = isFull(newCompleted, newTotal) && !isFull(completed, total);
            return ends || isPast(at, now);
        }

        void keep(int newStep, long newCompleted, Long newTotal, Instant now) {
            step = newStep;
            completed = newCompleted;
            total = newTotal;
            at = now;
        }

        private static boolean isFull(long completed, Long total) {
            return total != null && total == completed;
        }

        /** A clock that was set back is no reason to fall silent. */
        private static boolean isPast(Instant since, Instant now) {
            return Duration.between(since, now).abs().compareTo(PAUSE) >= 0;
        }
    }
}
