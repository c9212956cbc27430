package pixpro.retry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import pixpro.mongodb.Collections;

/**
 * Who queues a failed job again: the {@code retries} collection, one document per new job. A claim is taken before the
 * record is sent and confirmed once Kafka has acknowledged it. One that was never confirmed, because its holder died in
 * between, can be taken over after a minute.
 */
class RetryClaims {

    /** Longer than a send may take, with the writes before and after it. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private final MongoDatabase database;

    RetryClaims(MongoDatabase database) {
        this.database = database;
    }

    /**
     * @param id of the new job
     * @param retryOf id of the failed job
     * @param by the asker's {@code sub}, kept for the record
     * @param now in whole milliseconds
     * @return whether the caller now holds the claim
     * @throws com.mongodb.MongoException if MongoDB does not answer
     */
    boolean take(String id, String retryOf, String by, Instant now) {
        try {
            retries()
                    .insertOne(new Document("_id", id)
                            .append("retryOf", retryOf)
                            .append("by", by)
                            .append("takenAt", Date.from(now)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            Document held = retries().find(eq("_id", id)).first();
            // gone by now: its holder could not send, so that it is free again
            return held == null ? take(id, retryOf, by, now) : takeOver(held, by, now);
        }
    }

    private boolean takeOver(Document held, String by, Instant now) {
        if (held.containsKey("queuedAt")
                || held.getDate("takenAt").toInstant().plus(LEASE).isAfter(now)) {
            return false;
        }
        Bson unchanged =
                unconfirmed(held.getString("_id"), held.getDate("takenAt").toInstant());
        Bson mine = combine(set("by", by), set("takenAt", Date.from(now)));
        return retries().updateOne(unchanged, mine).getMatchedCount() == 1;
    }

    /** Kafka has it: nobody will queue it again. */
    void confirm(String id, Instant queuedAt) {
        retries().updateOne(eq("_id", id), set("queuedAt", Date.from(queuedAt)));
    }

    /** Kafka has it not: the next to ask may try at once. */
    void release(String id, Instant takenAt) {
        retries().deleteOne(unconfirmed(id, takenAt));
    }

    private static Bson unconfirmed(String id, Instant takenAt) {
        return and(eq("_id", id), eq("takenAt", Date.from(takenAt)), exists("queuedAt", false));
    }

    private MongoCollection<Document> retries() {
        return database.getCollection(Collections.RETRIES);
    }
}
