package pixpro.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageProgress;
import pixpro.event.ImageVersion;

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
        } else if (event instanceof ImagePrepared) {
            data.put("status", "prepared");
        } else {
            data.put("status", event.job() == null ? "stored" : "queued");
        }
        String jobId = event.job() == null ? null : event.job().id();
        return new Notification(
                event.eventId(),
                ImageVersion.of(event),
                event.type(),
                event.image().id(),
                jobId,
                event.at(),
                data);
    }

    static Notification of(ImageProgress progress) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("effect", progress.effect());
        data.put("status", "processing");
        data.put("step", progress.step());
        data.put("steps", progress.steps());
        data.put("completed", progress.completed());
        if (progress.total() != null) {
            data.put("total", progress.total());
        }
        return new Notification(
                progress.eventId(),
                progress.version(),
                ImageProgress.PROGRESS,
                progress.imageId(),
                progress.jobId(),
                progress.at(),
                data);
    }

    private static void put(Map<String, Object> data, String name, String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
