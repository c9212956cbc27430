package pixpro.effect;

import java.util.Map;

/**
 * What a client asked for, found to be possible.
 *
 * @param effect an effect's id, or the ids of a chain with commas between them
 * @param params of the effect, or of each effect of a chain by its id; defaults filled in
 */
public record EffectOrder(String effect, Map<String, Object> params) {}
