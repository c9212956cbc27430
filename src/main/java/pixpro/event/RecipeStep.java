package pixpro.event;

import java.time.Instant;
import java.util.Map;

/**
 * How one effect of a job was done: enough to do it again, and to tell what it cost.
 *
 * @param effect id of the effect
 * @param revision of the effect's file: the beginning of its SHA-256
 * @param params as validated, defaults filled in
 * @param backend name of the backend that answered
 * @param model name of the model that answered
 * @param digest of that model, as its backend tells it; null if it does not
 * @param startedAt when work on the step began
 * @param millis from then until its result was there, waiting for the backend included
 */
public record RecipeStep(
        String effect,
        String revision,
        Map<String, Object> params,
        String backend,
        String model,
        String digest,
        Instant startedAt,
        long millis) {}
