package pixpro.upload;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for when uploads were begun together; never changed.
 *
 * @param id batch id
 * @param begunAt when
 * @param partBytes length of the parts of a file that comes in parts
 * @param fields as of the form of {@code POST /api/images}
 * @param files in the order they were named
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Batch(String id, Instant begunAt, long partBytes, Map<String, String> fields, List<Awaited> files) {

    Optional<Awaited> file(int number) {
        return number < files.size() ? Optional.of(files.get(number)) : Optional.empty();
    }

    /**
     * A file that is to come.
     *
     * @param number its place in the batch, from 0
     * @param imageId of the image it becomes, if it is a new one
     * @param filename the client's, made harmless
     * @param bytes its length
     * @param sha256 of its bytes; null if the client did not say
     * @param undertaking what the storage calls its parts; null if it comes as a whole
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Awaited(int number, String imageId, String filename, long bytes, String sha256, String undertaking) {}
}
