package pixpro.notify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;

/**
 * The jobs of whose end this instance has heard: whatever still comes of their progress is late, and nobody is told.
 * Progress is seconds late at most, so the ends of the last minutes are enough.
 */
final class EndedJobs {

    private static final Set<String> ENDS = Set.of(ImageProcessed.PROCESSED, ImageFailed.FAILED);

    /** Minutes even at a hundred jobs a second; about 1.5 MB. */
    static final int MOST = 10_000;

    private final Set<String> ids =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST;
                }
            }));

    /** To be called before anybody is told: then no progress can come in between. */
    void note(Notification notification) {
        if (ENDS.contains(notification.type()) && notification.jobId() != null) {
            ids.add(notification.jobId());
        }
    }

    boolean contains(String jobId) {
        return ids.contains(jobId);
    }
}
