package pixpro.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
