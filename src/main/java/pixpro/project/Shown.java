package pixpro.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.event.Job;

/** What an image is listed, sorted and found by: the upload, what people changed of it, and what its jobs came to. */
@Component
public class Shown {

    /** Status of an image without a job. */
    public static final String STORED = "stored";

    private static final int MOST_WORDS = 300;
    private static final int SORTED_BY = 100;
    private static final String TAGS = "tags";

    /** Fields of a result that hold words about the picture; others are ids, numbers and the like. */
    private static final Set<String> TELLING =
            Set.of("text", "caption", "description", "label", "labels", "tags", "words", "keywords");

    private final ObjectMapper json;

    public Shown(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param image of {@code images}
     * @param jobs all of the image, in any order
     * @param edit of {@code edits}; null if nobody changed the image
     */
    Document of(Document image, List<Document> jobs, Document edit) {
        Document fields = edit == null ? new Document() : edit.get(Edits.FIELDS, new Document());
        String title = text("title", image, fields);
        List<String> tags = fields.getList(TAGS, String.class, List.of());
        String name = title == null ? image.getString("filename") : title;
        Document shown = new Document("trashed", edit != null && edit.containsKey(Edits.DELETED))
                .append("status", status(jobs))
                .append("title", title)
                .append("sortTitle", cut(name == null ? "" : Words.plain(name)))
                .append("category", text("category", image, fields))
                .append("projectId", text("projectId", image, fields))
                .append(TAGS, tags)
                .append("params", fields.getString("params"))
                .append("effects", effects(jobs))
                .append("words", words(title, tags, jobs))
                .append("deletedAt", edit == null ? null : edit.getDate(Edits.DELETED));
        shown.values().removeIf(value -> value == null);
        return shown;
    }

    /** Cleared by somebody, else as changed, else as uploaded. */
    private static String text(String field, Document image, Document fields) {
        return fields.containsKey(field) ? fields.getString(field) : image.getString(field);
    }

    private static String status(List<Document> jobs) {
        return jobs.stream()
                .max(Comparator.<Document, Date>comparing(job -> job.getDate("queuedAt"))
                        .thenComparing(job -> job.getString("_id")))
                .map(job -> job.getString("status"))
                .orElse(STORED);
    }

    /** A chain is found by its whole and by each of its effects. */
    private static List<String> effects(List<Document> jobs) {
        Set<String> effects = new TreeSet<>();
        for (Document job : jobs) {
            effects.add(job.getString("effect"));
            effects.addAll(Arrays.asList(job.getString("effect").split(Job.SEPARATOR)));
        }
        return List.copyOf(effects);
    }

    private List<String> words(String title, List<String> tags, List<Document> jobs) {
        Set<String> words = new TreeSet<>();
        if (title != null) {
            words.addAll(Words.of(title));
        }
        tags.forEach(tag -> words.addAll(Words.of(tag)));
        for (Document job : jobs) {
            Document result = job.get("result", Document.class);
            if (result != null && result.getString("data") != null) {
                collect(tree(result.getString("data")), false, words);
            }
        }
        return words.stream().limit(MOST_WORDS).toList();
    }

    private static void collect(JsonNode node, boolean telling, Set<String> words) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(field.getValue(), TELLING.contains(field.getKey()), words);
            }
        } else if (node.isArray()) {
            node.forEach(item -> collect(item, telling, words));
        } else if (telling && node.isTextual()) {
            words.addAll(Words.of(node.textValue()));
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the projection wrote as JSON is none", e);
        }
    }

    private static String cut(String text) {
        return text.substring(
                0, text.offsetByCodePoints(0, Math.min(SORTED_BY, text.codePointCount(0, text.length()))));
    }
}
