package pixpro.admin;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.aggregate.DirtyMinutes;
import pixpro.aggregate.EffectTally;
import pixpro.aggregate.JobFacts;
import pixpro.aggregate.Tally;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;

/** Reads KPIs: one rollup per minute, however many jobs there were. */
@Component("kpiQueries")
public class KpiQueries {

    private final MongoDatabase database;
    private final Clock clock;

    @Autowired
    KpiQueries(MongoDatabase database) {
        this(database, Clock.systemUTC());
    }

    KpiQueries(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param from ISO-8601 instant; null for 24 hours before {@code to}
     * @param to ISO-8601 instant; null for now
     * @param step ISO-8601 duration; null for the whole span in one
     * @return the KPIs, at most some seconds behind the topics
     * @throws pixpro.http.ProblemException 400 if the span is none, 503 if MongoDB does not answer
     */
    public KpiReport read(String from, String to, String step) {
        KpiSpan span = KpiSpan.parse(from, to, step, clock.instant());
        return Answering.orUnavailable("The KPIs", () -> report(span, minutes(span), inProgress()));
    }

    private List<Document> minutes(KpiSpan span) {
        return database.getCollection(Collections.KPI_MINUTES)
                .find(and(gte("_id", DirtyMinutes.key(span.from())), lt("_id", DirtyMinutes.key(span.to()))))
                .into(new ArrayList<>());
    }

    private Map<String, Long> inProgress() {
        Map<String, Long> open = new HashMap<>();
        database.getCollection(Collections.JOB_FACTS)
                .aggregate(List.of(match(eq("outcome", JobFacts.OPEN)), group("$effect", sum("jobs", 1))))
                .forEach(effect -> open.put(
                        effect.getString("_id"),
                        effect.get("jobs", Number.class).longValue()));
        return open;
    }

    /** The arithmetic, without MongoDB. */
    static KpiReport report(KpiSpan span, List<Document> minutes, Map<String, Long> inProgress) {
        List<Tally> points = new ArrayList<>();
        for (long point = 0; point < span.points(); point++) {
            points.add(new Tally());
        }
        Tally all = new Tally();
        for (Document minute : minutes) {
            Tally tally = Tally.read(minute);
            points.get(span.pointOf(Instant.parse(minute.getString("_id")))).add(tally);
            all.add(tally);
        }
        List<KpiReport.Point> series = new ArrayList<>();
        for (Tally point : points) {
            series.add(KpiReport.Point.of(span.start(series.size()), point.total()));
        }
        EffectTally total = all.total();
        return new KpiReport(
                span.from(),
                span.to(),
                span.step(),
                total.received(),
                total.processed(),
                total.failed(),
                inProgress.values().stream().mapToLong(Long::longValue).sum(),
                KpiReport.Times.of(total.processingTime()),
                KpiReport.Times.of(total.totalTime()),
                effects(all, inProgress),
                series);
    }

    private static Map<String, KpiReport.Effect> effects(Tally all, Map<String, Long> inProgress) {
        TreeSet<String> ids = new TreeSet<>(all.effects().keySet());
        ids.addAll(inProgress.keySet());
        Map<String, KpiReport.Effect> effects = new TreeMap<>();
        for (String id : ids) {
            EffectTally tally = all.effects().getOrDefault(id, new EffectTally());
            effects.put(id, KpiReport.Effect.of(tally, inProgress.getOrDefault(id, 0L)));
        }
        return effects;
    }
}
