package pixpro.notify;

import java.time.Instant;
import java.util.Map;

/**
 * What a person is told.
 *
 * @param id the event's id: whoever gets it twice knows it by this
 * @param type the event's type
 * @param imageId which image
 * @param jobId which job; null for an image that was only stored
 * @param at when it happened
 * @param data filename, batchId, status, and by kind effect, attempts, error; of progress see {@link pixpro.event.ImageProgress}
 */
public record Notification(
        String id, String type, String imageId, String jobId, Instant at, Map<String, Object> data) {}
