package pixpro.library;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.regex;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import pixpro.http.JsonBody;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.project.JobStatus;
import pixpro.project.Shown;
import pixpro.project.Words;

/**
 * Which of an owner's images are meant.
 *
 * @param conditions of {@code images}; there is an index for each but the times, which the order's index bounds
 */
record LibraryFilter(List<Bson> conditions) {

    private static final Set<String> STATUSES =
            Set.of(Shown.STORED, JobStatus.QUEUED, JobStatus.PROCESSED, JobStatus.FAILED);
    private static final Pattern EFFECT = Pattern.compile("[a-z0-9][a-z0-9,-]{0,199}");
    private static final int MOST_WORDS = 10;
    private static final int LONGEST = 200;
    private static final String PREFIX = "*";

    /**
     * @param asked parameters of the query by name; what is null or empty means all
     * @throws ProblemException 400 if one of them is not such
     */
    static LibraryFilter parse(Map<String, ?> asked) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(eq("shown.trashed", flag("trashed", text(asked, "trashed"))));
        String status = text(asked, "status");
        if (status != null) {
            JsonBody.require(STATUSES.contains(status), "status must be stored, queued, processed or failed.");
            conditions.add(eq("shown.status", status));
        }
        String effect = text(asked, "effect");
        if (effect != null) {
            JsonBody.require(EFFECT.matcher(effect).matches(), "effect must be the id of an effect, such as enhance.");
            conditions.add(eq("shown.effects", effect));
        }
        exactly(asked, "projectId", conditions);
        exactly(asked, "category", conditions);
        String tag = text(asked, "tag");
        if (tag != null) {
            conditions.add(eq("shown.tags", Tags.key(tag)));
        }
        words(text(asked, "q"), conditions);
        times(instant("from", text(asked, "from")), instant("to", text(asked, "to")), conditions);
        return new LibraryFilter(conditions);
    }

    /** @return the filter as a query of {@code images}, bound to the owner */
    Bson of(String owner) {
        List<Bson> all = new ArrayList<>(List.of(eq("owner", owner)));
        all.addAll(conditions);
        return and(all);
    }

    /** A flag that is off unless it says otherwise. */
    static boolean flag(String name, String text) {
        JsonBody.require(text == null || Set.of("true", "false").contains(text), name + " is either true or false.");
        return "true".equals(text);
    }

    static String text(Map<String, ?> asked, String name) {
        Object value = asked.get(name);
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        String text = value.toString().strip();
        JsonBody.require(
                value instanceof String
                        && text.length() <= LONGEST
                        && text.chars().noneMatch(Character::isISOControl),
                name + " must be given once, have at most " + LONGEST + " characters and none of control.");
        return text;
    }

    private static void exactly(Map<String, ?> asked, String field, List<Bson> conditions) {
        String text = text(asked, field);
        if (text != null) {
            conditions.add(eq("shown." + field, text));
        }
    }

    /** All of the words. The last may be a beginning; words hold letters and digits only, so it is no pattern else. */
    private static void words(String q, List<Bson> conditions) {
        if (q == null) {
            return;
        }
        List<String> words = List.copyOf(Words.of(q));
        JsonBody.require(
                !words.isEmpty() && words.size() <= MOST_WORDS,
                "q must hold between one and " + MOST_WORDS + " words of letters or digits.");
        for (int i = 0; i < words.size(); i++) {
            boolean beginning = i == words.size() - 1 && q.endsWith(PREFIX);
            conditions.add(beginning ? regex("shown.words", "^" + words.get(i)) : eq("shown.words", words.get(i)));
        }
    }

    private static void times(Instant from, Instant to, List<Bson> conditions) {
        JsonBody.require(from == null || to == null || from.isBefore(to), "from must be before to.");
        if (from != null) {
            conditions.add(gte("receivedAt", Date.from(from)));
        }
        if (to != null) {
            conditions.add(lt("receivedAt", Date.from(to)));
        }
    }

    private static Instant instant(String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            // what no date of MongoDB's can hold is none
            instant.toEpochMilli();
            return instant;
        } catch (DateTimeException | ArithmeticException e) {
            throw new ProblemException(
                    Problem.badRequest(field + " must be an ISO-8601 instant such as 2026-11-23T20:00:00Z."), e);
        }
    }
}
