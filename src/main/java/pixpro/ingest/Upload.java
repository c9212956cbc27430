package pixpro.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pixpro.http.Caller;
import pixpro.http.IdempotencyKey;

/**
 * An upload as read from the wire.
 *
 * @param batchId the request's id
 * @param fields the form's text fields by name; of several with one name the last
 * @param files the files that are whole images
 * @param rejections the files that are not
 */
public record Upload(String batchId, Map<String, String> fields, List<UploadedFile> files, List<Rejection> rejections)
        implements AutoCloseable {

    /** @return the field's text, or null when it is missing or blank */
    String field(String name) {
        String text = fields.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * Gives ids that are the same when the same request is repeated, so that whatever derives from them is the same as well:
     * objects, jobs, events. Whoever takes a key for something else gets something else.
     *
     * @param caller who sent it
     * @param key the request's {@code Idempotency-Key}; null for none
     * @return the same upload; closing either closes both
     */
    Upload named(Caller caller, String key) {
        if (!IdempotencyKey.isGiven(key)) {
            return this;
        }
        String order = new TreeMap<>(fields).toString();
        Map<String, Integer> twins = new HashMap<>();
        List<UploadedFile> named = new ArrayList<>();
        for (UploadedFile file : files) {
            String sha256 = file.spooled().sha256();
            int twin = twins.merge(sha256, 1, Integer::sum);
            String what = String.join("\n", "image", sha256, Integer.toString(twin), order);
            named.add(new UploadedFile(
                    IdempotencyKey.id(what, caller, key), file.filename(), file.spooled(), file.facts()));
        }
        return new Upload(IdempotencyKey.id("batch", caller, key), fields, named, rejections);
    }

    /** @return the files, but of several with the same bytes only the first */
    List<UploadedFile> withoutTwins() {
        Map<String, UploadedFile> first = new LinkedHashMap<>();
        files.forEach(file -> first.putIfAbsent(file.spooled().sha256(), file));
        return List.copyOf(first.values());
    }

    /** @return where among the others the one is that has the same bytes */
    int twinOf(UploadedFile file, List<UploadedFile> others) {
        return others.stream()
                .map(other -> other.spooled().sha256())
                .toList()
                .indexOf(file.spooled().sha256());
    }

    /** Removes the spooled files. */
    @Override
    public void close() {
        files.forEach(file -> file.spooled().close());
    }
}
