package pixpro.aggregate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageProcessed;
import pixpro.event.Job;

/**
 * The {@code job_facts} collection: one document per job, guarded like the library's jobs, with the first outcome kept.
 * An image that was stored without a job is a fact as well, under the image's id, so that it counts as received.
 */
@Component
public class JobFacts {

    /** Not ended yet. */
    public static final String OPEN = "open";

    public static final String PROCESSED = "processed";
    public static final String FAILED = "failed";

    /** What chains of effects count under. */
    public static final String CHAIN = "chain";

    /** No job was asked for. */
    public static final String STORED = "stored";

    /** @return whether the event is a fact of a job or tells that an image was received; what is made to show it is neither */
    public boolean concerns(ImageEvent event) {
        return !(event instanceof ImagePrepared);
    }

    /**
     * @param event what happened
     * @return the writes that keep it, to be done in this order
     */
    public List<WriteModel<Document>> writes(ImageEvent event) {
        Job job = event.job();
        if (job == null) {
            Document stored = fact(event, event.at()).append("outcome", STORED);
            return List.of(known(event.image().id(), stored));
        }
        Document fact = fact(event, job.queuedAt()).append("effect", label(job)).append("outcome", OPEN);
        if (event instanceof ImageProcessed done) {
            return List.of(known(job.id(), fact), ended(job, PROCESSED, done.startedAt(), done.at()));
        }
        if (event instanceof ImageFailed failed) {
            return List.of(known(job.id(), fact), ended(job, FAILED, failed.startedAt(), failed.at()));
        }
        return List.of(known(job.id(), fact));
    }

    /** Chains count as one kind: people make up more of them than a KPI could list. */
    private static String label(Job job) {
        return job.isChain() ? CHAIN : job.effect();
    }

    private static Document fact(ImageEvent event, Instant queuedAt) {
        Document fact = new Document("owner", event.image().owner()).append("queuedAt", Date.from(queuedAt));
        Instant receivedAt = event.image().receivedAt();
        return receivedAt == null ? fact : fact.append("receivedAt", Date.from(receivedAt));
    }

    private static WriteModel<Document> known(String id, Document fact) {
        return new UpdateOneModel<>(
                eq("_id", id), new Document("$setOnInsert", fact), new UpdateOptions().upsert(true));
    }

    private static WriteModel<Document> ended(Job job, String outcome, Instant startedAt, Instant finishedAt) {
        Document end = new Document("outcome", outcome)
                .append("finishedAt", Date.from(finishedAt))
                .append("durationMs", millis(job.queuedAt(), finishedAt));
        if (startedAt != null) {
            end.append("processingMs", millis(startedAt, finishedAt));
        }
        return new UpdateOneModel<>(and(eq("_id", job.id()), eq("outcome", OPEN)), new Document("$set", end));
    }

    /** Never below zero: the two instants may come from two machines' clocks. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
