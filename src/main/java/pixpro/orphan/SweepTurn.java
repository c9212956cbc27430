package pixpro.orphan;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import pixpro.mongodb.Collections;

/** Whose turn it is: the instance that moves the date on. Two that swept at once would only do the same work twice. */
class SweepTurn {

    private static final String ORPHANS = "orphans";

    private final MongoCollection<Document> sweeps;

    SweepTurn(MongoDatabase database) {
        sweeps = database.getCollection(Collections.SWEEPS);
    }

    /**
     * @param now the time
     * @param every how long the turn lasts
     * @return whether it is the caller's
     */
    boolean take(Instant now, Duration every) {
        try {
            // without a document the upsert makes one; with one that is not due yet it collides with it
            sweeps.updateOne(
                    and(eq("_id", ORPHANS), lte("dueAt", Date.from(now))),
                    set("dueAt", Date.from(now.plus(every))),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }
}
