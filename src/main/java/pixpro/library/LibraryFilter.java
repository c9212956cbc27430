package pixpro.library;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import pixpro.http.InstantParameter;
import pixpro.http.JsonBody;
import pixpro.http.ProblemException;
import pixpro.project.JobStatus;
import pixpro.project.Shown;
import pixpro.project.Words;

/**
 * Which of an owner's images are meant.
 *
 * @param conditions of {@code images} by field: there is an index for each but the times, which the order's index bounds.
 *     Side by side rather than each an {@code $and}, which not every server looks into for an index
 */
record LibraryFilter(Document conditions) {

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
        Document conditions = new Document("shown.trashed", flag("trashed", text(asked, "trashed")));
        String status = text(asked, "status");
        if (status != null) {
            JsonBody.require(STATUSES.contains(status), "status must be stored, queued, processed or failed.");
            conditions.append("shown.status", status);
        }
        String effect = text(asked, "effect");
        if (effect != null) {
            JsonBody.require(EFFECT.matcher(effect).matches(), "effect must be the id of an effect, such as enhance.");
            conditions.append("shown.effects", effect);
        }
        exactly(asked, "projectId", conditions);
        exactly(asked, "category", conditions);
        String tag = text(asked, "tag");
        if (tag != null) {
            conditions.append("shown.tags", Tags.key(tag));
        }
        words(text(asked, "q"), conditions);
        times(instant("from", text(asked, "from")), instant("to", text(asked, "to")), conditions);
        return new LibraryFilter(conditions);
    }

    /** @return the filter as a query of {@code images}, bound to the owner */
    Document of(String owner) {
        Document all = new Document("owner", owner);
        all.putAll(conditions);
        return all;
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

    private static void exactly(Map<String, ?> asked, String field, Document conditions) {
        String text = text(asked, field);
        if (text != null) {
            conditions.append("shown." + field, text);
        }
    }

    /** All of the words. The last may be a beginning; words hold letters and digits only, so it is no pattern else. */
    private static void words(String q, Document conditions) {
        if (q == null) {
            return;
        }
        List<String> words = List.copyOf(Words.of(q));
        JsonBody.require(
                !words.isEmpty() && words.size() <= MOST_WORDS,
                "q must hold between one and " + MOST_WORDS + " words of letters or digits.");
        Document wanted = new Document();
        boolean beginning = q.endsWith(PREFIX);
        List<String> whole = beginning ? words.subList(0, words.size() - 1) : words;
        if (!whole.isEmpty()) {
            wanted.append("$all", whole);
        }
        if (beginning) {
            wanted.append("$regex", "^" + words.get(words.size() - 1));
        }
        // one whole word is asked for plainly, which every server finds an index for
        conditions.append("shown.words", !beginning && words.size() == 1 ? words.get(0) : wanted);
    }

    private static void times(Instant from, Instant to, Document conditions) {
        JsonBody.require(from == null || to == null || from.isBefore(to), "from must be before to.");
        Document span = new Document();
        if (from != null) {
            span.append("$gte", Date.from(from));
        }
        if (to != null) {
            span.append("$lt", Date.from(to));
        }
        if (!span.isEmpty()) {
            conditions.append("receivedAt", span);
        }
    }

    private static Instant instant(String field, String text) {
        return text == null ? null : InstantParameter.read(field, text);
    }
}
