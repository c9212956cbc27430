package pixpro.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pixpro.event.Job;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** The check of what a client asks for: one effect, or several one after another, such as {@code denoise,upscale}. */
public class EffectOrders {

    private static final int MOST_STEPS = 8;

    private final EffectCatalogue effects;
    private final ObjectMapper json;

    public EffectOrders(EffectCatalogue effects, ObjectMapper json) {
        this.effects = effects;
        this.json = json;
    }

    /**
     * @param effect an effect's id, or several with commas between them
     * @param params as JSON text; of a chain, an object that has the parameters per effect. Null or blank for the defaults
     * @return the order
     * @throws ProblemException {@code unknown-effect}, {@code capability-unavailable}, {@code invalid-chain} or
     *     {@code invalid-params}, with what is wrong
     */
    public EffectOrder check(String effect, String params) {
        if (!effect.contains(Job.SEPARATOR)) {
            return new EffectOrder(effect, effects.check(effect, params));
        }
        List<String> ids = Arrays.stream(effect.split(Job.SEPARATOR, -1))
                .map(String::strip)
                .toList();
        if (ids.size() > MOST_STEPS) {
            throw invalidChain("A chain has at most " + MOST_STEPS + " effects; this one has " + ids.size() + ".");
        }
        List<CatalogueEntry> steps = ids.stream().map(effects::offered).toList();
        for (CatalogueEntry step : steps.subList(0, steps.size() - 1)) {
            if (!"image".equals(step.result())) {
                throw invalidChain(
                        "The effect " + step.id() + " makes no picture to go on with; it can only come last.");
            }
        }
        return new EffectOrder(String.join(Job.SEPARATOR, ids), params(steps, effects.parse(params)));
    }

    private Map<String, Object> params(List<CatalogueEntry> steps, JsonNode given) {
        Set<String> strangers = new TreeSet<>();
        given.fieldNames().forEachRemaining(strangers::add);
        steps.forEach(step -> strangers.remove(step.id()));
        if (!strangers.isEmpty()) {
            throw new ProblemException(EffectCatalogue.invalid(
                    "The parameters of a chain are an object that has those of each effect under its id; "
                            + strangers.stream()
                                    .limit(5)
                                    .map(EffectOrders::shown)
                                    .collect(Collectors.joining(", "))
                            + " is none of this chain's effects."));
        }
        Map<String, Object> params = new LinkedHashMap<>();
        for (CatalogueEntry step : steps) {
            JsonNode its = given.has(step.id()) ? given.get(step.id()) : json.createObjectNode();
            if (!its.isObject()) {
                throw new ProblemException(EffectCatalogue.invalid(
                        "The parameters of the effect " + step.id() + " are not a JSON object."));
            }
            params.put(step.id(), effects.check(step, its));
        }
        return params;
    }

    private static String shown(String stranger) {
        String harmless = stranger.replaceAll("\\p{Cntrl}", "");
        return "“" + (harmless.length() > 30 ? harmless.substring(0, 30) + "…" : harmless) + "”";
    }

    private static ProblemException invalidChain(String detail) {
        return new ProblemException(new Problem("invalid-chain", 422, "Chain not possible", detail));
    }
}
