package pixpro.event;

import java.time.Instant;
import java.util.Map;

/**
 * One run of one effect over one image.
 *
 * @param id job id (UUID)
 * @param effect id of the effect in the catalogue
 * @param params validated against the effect's JSON Schema, defaults filled in
 * @param queuedAt when the job was accepted
 */
public record Job(String id, String effect, Map<String, Object> params, Instant queuedAt) {}
