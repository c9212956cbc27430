package pixpro.effect;

import java.util.LinkedHashMap;
import java.util.Map;
import pixpro.event.SampleJson;

/** A small catalogue, described as the YAML files do. */
public final class SampleEffects {

    private SampleEffects() {}

    /** {@code enhance} makes an image, {@code detect-faces} detections, {@code describe} a text. */
    public static EffectCatalogue catalogue() {
        return catalogueOf(true, true);
    }

    /** The same, with backends that are configured for everything or nothing, and up or down. */
    public static EffectCatalogue catalogueOf(boolean offered, boolean available) {
        return new EffectCatalogue(SampleEffects::loaded, SampleJson.mapper(), new Capabilities() {
            @Override
            public boolean isOffered(String capability) {
                return offered;
            }

            @Override
            public boolean isAvailable(String capability) {
                return available;
            }
        });
    }

    private static Map<String, Effect> loaded() {
        Map<String, Effect> effects = new LinkedHashMap<>();
        String strength = """
                strength: {type: number, minimum: 0, maximum: 1, default: 0.5}
                passes: {type: integer, minimum: 1, maximum: 4}
                """;
        effects.put("enhance", effect("Enhance", "image", strength));
        effects.put("detect-faces", effect("Detect faces", "detections", "{}"));
        effects.put("describe", effect("Describe", "text", "{}"));
        return effects;
    }

    private static Effect effect(String title, String result, String params) {
        Effect effect = new Effect();
        effect.setTitle(title);
        effect.setDescription("What " + title + " does");
        effect.setResult(result);
        effect.setParams(params);
        return effect;
    }
}
