package pixpro.process;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of a backend.
 *
 * @param up whether it answered when it was last asked
 * @param models digests by model name
 * @param since when it came up or went down
 */
public record BackendState(boolean up, Map<String, String> models, Instant since) {

    private static final String LATEST = ":latest";

    public BackendState {
        models = Map.copyOf(models);
    }

    /**
     * @param model its name; as in Ollama, one without a tag means the latest
     * @return its digest; null if it is not there
     */
    String digest(String model) {
        String digest = models.get(model);
        return digest == null ? models.get(model + LATEST) : digest;
    }
}
