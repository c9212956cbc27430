package pixpro.aggregate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pixpro.mongodb.Collections;

/**
 * Computes marked minutes anew. The result is written only if nobody marked the minute since its version was read:
 * otherwise a fact may have come that was not counted, and the minute stays marked for the next round. Several instances
 * may do this at once; the worst that happens is work done twice.
 */
@Component("minuteRollups")
public class MinuteRollups {

    private static final Logger LOG = LoggerFactory.getLogger(MinuteRollups.class);

    /** As many minutes as a round takes; a replay of months takes many rounds and blocks nothing meanwhile. */
    private static final int ROUND = 500;

    private final MongoCollection<Document> facts;
    private final MongoCollection<Document> minutes;

    MinuteRollups(MongoDatabase database) {
        facts = database.getCollection(Collections.JOB_FACTS);
        minutes = database.getCollection(Collections.KPI_MINUTES);
    }

    /**
     * One round over the minutes that are marked now.
     *
     * @throws com.mongodb.MongoException if MongoDB does not answer; what is marked stays marked
     */
    public void recompute() {
        List<Document> dirty = minutes.find(eq("dirty", true)).limit(ROUND).into(new ArrayList<>());
        for (Document minute : dirty) {
            String id = minute.getString("_id");
            Document rollup = count(Instant.parse(id)).toDocument().append("dirty", false);
            long matched = minutes.updateOne(
                            and(eq("_id", id), eq("version", minute.get("version"))), new Document("$set", rollup))
                    .getMatchedCount();
            LOG.debug("recomputed minute={} kept={}", id, matched == 1);
        }
    }

    private Tally count(Instant minute) {
        Tally tally = new Tally();
        facts.find(within("queuedAt", minute)).forEach(tally::countQueued);
        facts.find(within("finishedAt", minute)).forEach(tally::countFinished);
        return tally;
    }

    private static Bson within(String field, Instant minute) {
        return and(gte(field, Date.from(minute)), lt(field, Date.from(minute.plus(Duration.ofMinutes(1)))));
    }
}
