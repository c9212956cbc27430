package pixpro.admin;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;
import pixpro.retry.FailureFilter;

/** Reads what failed, by cause. */
@Component("failureQueries")
public class FailureQueries {

    private static final int EXAMPLES = 5;
    private static final String CODE = "error.code";

    private final MongoDatabase database;

    FailureQueries(MongoDatabase database) {
        this.database = database;
    }

    /**
     * @param code only failures by this cause; null for all
     * @param effect only failures of this effect; null for all
     * @param from only failures from then on; ISO-8601 instant, null for all
     * @param to only failures before then; ISO-8601 instant, null for all
     * @throws pixpro.http.ProblemException 400 if they are not such, 503 if MongoDB does not answer
     */
    public FailureReport list(String code, String effect, String from, String to) {
        Bson wanted = FailureFilter.parse(code, effect, from, to).query();
        return Answering.orUnavailable("The list of failures", () -> report(wanted));
    }

    private FailureReport report(Bson wanted) {
        Map<String, Long> replayed = new HashMap<>();
        jobs().aggregate(List.of(match(and(wanted, exists("retriedBy"))), group("$" + CODE, sum("jobs", 1))))
                .forEach(found -> replayed.put(found.getString("_id"), count(found)));
        Map<String, Sum> sums = new HashMap<>();
        Document byEffect = new Document("code", "$" + CODE).append("effect", "$effect");
        jobs().aggregate(List.of(
                        match(wanted),
                        group(byEffect, sum("jobs", 1), min("first", "$finishedAt"), max("last", "$finishedAt"))))
                .forEach(found -> {
                    Document key = found.get("_id", Document.class);
                    sums.computeIfAbsent(key.getString("code"), any -> new Sum())
                            .add(key.getString("effect"), found);
                });
        List<FailureReport.Cause> causes = new ArrayList<>();
        sums.forEach((cause, sum) -> causes.add(cause(cause, sum, replayed.getOrDefault(cause, 0L), wanted)));
        causes.sort(Comparator.comparingLong(FailureReport.Cause::count)
                .reversed()
                .thenComparing(FailureReport.Cause::code));
        return new FailureReport(causes);
    }

    private FailureReport.Cause cause(String code, Sum sum, long replayed, Bson wanted) {
        List<FailureReport.Example> examples = jobs().find(and(wanted, eq(CODE, code)))
                // what has no retriedBy comes before what has
                .sort(orderBy(ascending("retriedBy"), descending("finishedAt")))
                .limit(EXAMPLES)
                .map(FailureQueries::example)
                .into(new ArrayList<>());
        String newest = examples.isEmpty() ? null : examples.get(0).message();
        return new FailureReport.Cause(
                code,
                FailureCauses.describe(code, newest),
                sum.count,
                replayed,
                sum.effects,
                sum.first,
                sum.last,
                examples);
    }

    private static FailureReport.Example example(Document job) {
        Document error = job.get("error", Document.class);
        Number attempts = job.get("attempts", Number.class);
        return new FailureReport.Example(
                job.getString("_id"),
                job.getString("imageId"),
                job.getString("owner"),
                job.getString("effect"),
                job.getDate("finishedAt").toInstant(),
                attempts == null ? null : attempts.intValue(),
                error.getString("message"),
                error.getString("stage"),
                error.getString("route"),
                job.getString("retriedBy"));
    }

    private MongoCollection<Document> jobs() {
        return database.getCollection(Collections.JOBS);
    }

    private static long count(Document found) {
        return found.get("jobs", Number.class).longValue();
    }

    /** Of one cause, over its effects. */
    private static final class Sum {

        private final Map<String, Long> effects = new TreeMap<>();
        private long count;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        void add(String effect, Document found) {
            effects.put(effect, count(found));
            count += count(found);
            Instant begin = found.getDate("first").toInstant();
            Instant end = found.getDate("last").toInstant();
            first = begin.isBefore(first) ? begin : first;
            last = end.isAfter(last) ? end : last;
        }
    }
}
