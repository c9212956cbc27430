package pixpro.project;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.JobResult;
import pixpro.event.ReuseKey;

/**
 * The {@code jobs} collection. Two writes per event, each idempotent: one that makes sure the job is there, and one that
 * gives it its terminal state unless it has one. The first terminal state wins and never changes. A job that does an
 * earlier one again is noted at that one, too.
 *
 * <p>The two are kept apart instead of one guarded upsert, because that would answer every duplicate with a duplicate-key
 * error. Who dies between them sees the record again and does both.
 */
@Component
public class JobProjection {

    private final ObjectMapper json;

    /** @param json writes parameters and data, whose field names are not ours, as text */
    public JobProjection(ObjectMapper json) {
        this.json = json;
    }

    /** @return whether the event is about a job at all: an image can be stored without one */
    public boolean concerns(ImageEvent event) {
        return event.job() != null;
    }

    /**
     * @param event what happened to the job
     * @return the writes that make MongoDB know it, to be done in this order
     */
    public List<WriteModel<Document>> writes(ImageEvent event) {
        String jobId = event.job().id();
        WriteModel<Document> known = new UpdateOneModel<>(
                eq("_id", jobId),
                new Document("$setOnInsert", facts(event).append("status", JobStatus.QUEUED)),
                new UpdateOptions().upsert(true));
        List<WriteModel<Document>> writes = new ArrayList<>(List.of(known));
        if (event.job().retryOf() != null) {
            // never an upsert: the earlier job was queued on the same partition before, so it is there or was forgotten
            writes.add(new UpdateOneModel<>(
                    eq("_id", event.job().retryOf()), new Document("$set", new Document("retriedBy", jobId))));
        }
        if (!(event instanceof ImageQueued)) {
            writes.add(new UpdateOneModel<>(
                    and(eq("_id", jobId), nin("status", JobStatus.TERMINAL)), new Document("$set", end(event))));
        }
        return writes;
    }

    /**
     * @param document of {@code jobs}
     * @param id of the new job
     * @param queuedAt when it was asked for
     * @return a new job that does the document's again
     */
    public Job again(Document document, String id, Instant queuedAt) {
        String params = document.getString("params");
        try {
            Map<String, Object> read = params == null ? null : json.readValue(params, new TypeReference<>() {});
            return new Job(id, document.getString("effect"), read, queuedAt, document.getString("_id"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the projection wrote as JSON is none", e);
        }
    }

    private Document facts(ImageEvent event) {
        Job job = event.job();
        Document facts = new Document("imageId", event.image().id())
                .append("owner", event.image().owner())
                .append("effect", job.effect())
                .append("queuedAt", Date.from(job.queuedAt()));
        if (job.params() != null) {
            facts.append("params", text(job.params()));
        }
        if (job.retryOf() != null) {
            facts.append("retryOf", job.retryOf());
        }
        return facts;
    }

    private Document end(ImageEvent event) {
        if (event instanceof ImageProcessed done) {
            Document end = end(JobStatus.PROCESSED, done.attempts(), done.startedAt(), done.at())
                    .append("result", result(done.result()));
            ReuseKey.of(done.image().sha256(), done.result()).ifPresent(key -> end.append("reuseKey", key));
            return end;
        }
        if (event instanceof ImageFailed failed) {
            return end(JobStatus.FAILED, failed.attempts(), failed.startedAt(), failed.at())
                    .append("error", error(failed));
        }
        throw new IllegalArgumentException("not the end of a job: " + event.type());
    }

    private static Document error(ImageFailed failed) {
        Document error = new Document("code", failed.code())
                .append("message", failed.message())
                .append("stage", failed.stage())
                .append("route", failed.route());
        error.values().removeIf(value -> value == null);
        return error;
    }

    private static Document end(String status, int attempts, Instant startedAt, Instant finishedAt) {
        Document end =
                new Document("status", status).append("attempts", attempts).append("finishedAt", Date.from(finishedAt));
        return startedAt == null ? end : end.append("startedAt", Date.from(startedAt));
    }

    private Document result(JobResult result) {
        Document document = new Document("objectKey", result.objectKey())
                .append("mediaType", result.mediaType())
                .append("bytes", result.bytes())
                .append("width", result.width())
                .append("height", result.height())
                .append("sha256", result.sha256())
                .append("data", result.data() == null || result.data().isNull() ? null : text(result.data()))
                .append("recipe", text(result.recipe()))
                .append("reuseOf", result.reuseOf());
        document.values().removeIf(value -> value == null);
        return document;
    }

    /** As text, because names with dollars and dots, and any depth, are legal in JSON but not in every server. */
    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }
}
