package pixpro.effect;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
        return new EffectCatalogue(SampleEffects::loaded, id -> "r1", SampleJson.mapper(), new Capabilities() {
            @Override
            public SortedSet<String> offered() {
                return offered ? new TreeSet<>(Set.of("vision")) : new TreeSet<>();
            }

            @Override
            public int concurrency(String capability) {
                return 1;
            }

            @Override
            public Optional<Waiting> waiting(String capability) {
                return available ? Optional.empty() : Optional.of(new Waiting("engine", "down", Instant.EPOCH));
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
