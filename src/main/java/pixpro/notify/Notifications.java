package pixpro.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;

/** Makes what a person is told from what happened. */
final class Notifications {

    private Notifications() {}

    static Notification of(ImageEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, "filename", event.image().filename());
        put(data, "batchId", event.image().batchId());
        if (event.job() != null) {
            put(data, "effect", event.job().effect());
        }
        if (event instanceof ImageProcessed done) {
            data.put("status", "processed");
            data.put("attempts", done.attempts());
        } else if (event instanceof ImageFailed failed) {
            data.put("status", "failed");
            data.put("attempts", failed.attempts());
            Map<String, Object> error = new LinkedHashMap<>();
            put(error, "code", failed.code());
            put(error, "message", failed.message());
            data.put("error", error);
        } else {
            data.put("status", event.job() == null ? "stored" : "queued");
        }
        String jobId = event.job() == null ? null : event.job().id();
        return new Notification(event.eventId(), event.type(), event.image().id(), jobId, event.at(), data);
    }

    private static void put(Map<String, Object> data, String name, String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
