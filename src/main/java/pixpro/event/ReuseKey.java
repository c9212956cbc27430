package pixpro.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What two jobs have in common that must come to the same: the original's bytes, and of each effect its id, the revision
 * of its file and its parameters. Whose they are is not in it; whoever looks for one looks among the owner's.
 */
public final class ReuseKey {

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ReuseKey() {}

    /**
     * @param sha256 of the original
     * @param steps what is done with it
     * @return the key, 64 hexadecimal digits; empty if the revision of an effect is not known
     */
    public static Optional<String> of(String sha256, List<Step> steps) {
        if (sha256 == null || steps.isEmpty() || steps.stream().anyMatch(step -> step.revision() == null)) {
            return Optional.empty();
        }
        List<Object> parts = new ArrayList<>(List.of(sha256));
        for (Step step : steps) {
            parts.add(List.of(step.effect(), step.revision(), step.params() == null ? Map.of() : step.params()));
        }
        try {
            return Optional.of(DigestUtils.sha256Hex(SORTED.writeValueAsBytes(parts)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("parameters cannot be written as JSON", e);
        }
    }

    /**
     * @param result of a job
     * @param sha256 of its original
     * @return the key under which the result is found
     */
    public static Optional<String> of(String sha256, JobResult result) {
        return of(
                sha256,
                result.recipe().stream()
                        .map(done -> new Step(done.effect(), done.revision(), done.params()))
                        .toList());
    }

    /**
     * One effect.
     *
     * @param effect its id
     * @param revision of its file
     * @param params as validated, defaults filled in
     */
    public record Step(String effect, String revision, Map<String, Object> params) {}
}
