package pixpro.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One run of an effect, or of several one after another (a chain), over one image.
 *
 * @param id job id (UUID)
 * @param effect id of the effect in the catalogue; of a chain, the ids in their order with commas between them
 * @param params validated against the effect's JSON Schema, defaults filled in; of a chain, these per effect id
 * @param queuedAt when the job was accepted
 * @param retryOf id of the job that this one does again; null if it does none again
 */
public record Job(String id, String effect, Map<String, Object> params, Instant queuedAt, String retryOf) {

    /** Between the effects of a chain. */
    public static final String SEPARATOR = ",";

    public Job(String id, String effect, Map<String, Object> params, Instant queuedAt) {
        this(id, effect, params, queuedAt, null);
    }

    /** @return the effects to run, in their order */
    public List<Step> steps() {
        if (!isChain()) {
            return List.of(new Step(effect, params == null ? Map.of() : params));
        }
        return Arrays.stream(effect.split(SEPARATOR))
                .map(id -> new Step(id, paramsOf(id)))
                .toList();
    }

    /** @return whether several effects run one after another */
    @JsonIgnore
    public boolean isChain() {
        return effect.contains(SEPARATOR);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> paramsOf(String step) {
        return params != null && params.get(step) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /**
     * One effect of a job.
     *
     * @param effect its id
     * @param params its parameters
     */
    public record Step(String effect, Map<String, Object> params) {}
}
