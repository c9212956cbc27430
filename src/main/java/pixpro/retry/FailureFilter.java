package pixpro.retry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import pixpro.http.InstantParameter;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.project.JobStatus;

/**
 * Which failed jobs are meant.
 *
 * @param code name of the cause; null for all
 * @param effect of the job; null for all
 * @param from earliest time of the failure, included; null for all
 * @param to latest time of the failure, not included; null for all
 */
public record FailureFilter(String code, String effect, Instant from, Instant to) {

    /** Ids of effects and codes are kebab-case; a chain's effects have commas between them. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9,-]{0,199}");

    /**
     * @param code as sent; null or empty for all, like the others
     * @return the filter
     * @throws ProblemException 400 if they are not such
     */
    public static FailureFilter parse(String code, String effect, String from, String to) {
        FailureFilter filter =
                new FailureFilter(name("code", code), name("effect", effect), instant("from", from), instant("to", to));
        if (filter.from != null && filter.to != null && !filter.from.isBefore(filter.to)) {
            throw new ProblemException(Problem.badRequest("from must be before to."));
        }
        return filter;
    }

    /** @return whether it means all failures */
    boolean isEmpty() {
        return code == null && effect == null && from == null && to == null;
    }

    /** @return it as a query of {@code jobs} */
    public Bson query() {
        List<Bson> conditions = new ArrayList<>(List.of(eq("status", JobStatus.FAILED)));
        if (code != null) {
            conditions.add(eq("error.code", code));
        }
        if (effect != null) {
            conditions.add(eq("effect", effect));
        }
        if (from != null) {
            conditions.add(gte("finishedAt", Date.from(from)));
        }
        if (to != null) {
            conditions.add(lt("finishedAt", Date.from(to)));
        }
        return and(conditions);
    }

    private static String name(String field, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!NAME.matcher(text).matches()) {
            throw new ProblemException(
                    Problem.badRequest(field + " must be a name in small letters, such as backend-unavailable."));
        }
        return text;
    }

    private static Instant instant(String field, String text) {
        return text == null || text.isEmpty() ? null : InstantParameter.read(field, text);
    }
}
