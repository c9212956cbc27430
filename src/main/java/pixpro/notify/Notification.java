package pixpro.notify;

import java.time.Instant;
import java.util.Map;

/**
 * What a person is told.
 *
 * @param id the event's id: whoever gets it twice knows it by this
 * @param version how far its image is with it, see {@link pixpro.event.ImageVersion}: what is lower than what is known is
 *     late; 0 if that was not noted
 * @param type the event's type
 * @param imageId which image
 * @param jobId which job; null for an image that was only stored
 * @param at when it happened
 * @param data filename, batchId, status, and by kind effect, attempts, error; of progress see {@link pixpro.event.ImageProgress}
 */
public record Notification(
        String id, long version, String type, String imageId, String jobId, Instant at, Map<String, Object> data) {}
