package pixpro.work;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pixpro.event.ImageQueued;

/** What this instance is working on. */
public class WorkInHand {

    private final Clock clock;
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    /** @param clock tells since when, and the time of each heartbeat */
    public WorkInHand(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param event of the job whose next step begins
     * @return ends it; to be run once, whatever comes of the work
     */
    public Runnable begin(ImageQueued event) {
        Begun work = new Begun(event, clock.instant());
        String jobId = event.job().id();
        begun.put(jobId, work);
        // a job that came twice is in hand as long as the later of the two
        return () -> begun.remove(jobId, work);
    }

    /** @return by job id, as of now */
    Map<String, Work> now() {
        Instant now = clock.instant();
        Map<String, Work> all = new HashMap<>();
        begun.forEach((jobId, work) -> all.put(jobId, work.at(now)));
        return all;
    }

    /** Not a record: two of the same job in the same instant are two. */
    private static final class Begun {

        private final ImageQueued event;
        private final Instant since;

        Begun(ImageQueued event, Instant since) {
            this.event = event;
            this.since = since;
        }

        Work at(Instant now) {
            return new Work(
                    event.next().effect(),
                    event.done().size() + 1,
                    event.job().steps().size(),
                    since,
                    now);
        }
    }
}
