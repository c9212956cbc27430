package pixpro.aggregate;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.mongodb.Collections;

/** How long the oldest job that has not ended has been waiting: the one number that shows that something is stuck. */
@Component("backlog")
public class Backlog {

    private final MongoCollection<Document> facts;
    private final Clock clock;
    private volatile Instant oldest;

    @Autowired
    Backlog(MongoDatabase database, MeterRegistry meters) {
        this(database, meters, Clock.systemUTC());
    }

    Backlog(MongoDatabase database, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        facts = database.getCollection(Collections.JOB_FACTS);
        Gauge.builder("pixpro.jobs.oldest.age", this, Backlog::ageSeconds)
                .description("Since when the oldest job that has not ended is queued; 0 without one")
                .baseUnit("seconds")
                .register(meters);
    }

    /**
     * Looks which job is the oldest.
     *
     * @throws com.mongodb.MongoException if MongoDB does not answer; the age of the one that was known goes on growing
     */
    public void measure() {
        Document open = facts.find(eq("outcome", JobFacts.OPEN))
                .sort(ascending("queuedAt"))
                .projection(include("queuedAt"))
                .first();
        oldest = open == null ? null : open.getDate("queuedAt").toInstant();
    }

    private double ageSeconds() {
        Instant since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
