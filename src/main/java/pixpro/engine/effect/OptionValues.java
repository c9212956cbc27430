package pixpro.engine.effect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request's options, checked, with defaults filled in. */
public final class OptionValues {
    /** Taken by every effect. */
    public static final Option QUALITY =
            new Option("quality", 1, 100, 92, true, "Quality of JPEG and opaque WebP results");

    private final Map<String, Double> values = new HashMap<>();

    private OptionValues() {}

    /**
     * Checks what a request gives. Options that no effect knows are ignored, as Ollama ignores them.
     *
     * @param given a JSON object, or null for all defaults
     * @throws IllegalArgumentException with a sentence for the client if a value is of the wrong type or out of range
     */
    public static OptionValues of(Effect effect, JsonNode given) {
        OptionValues checked = new OptionValues();
        checked.take(QUALITY, given);
        List<Option> options = effect.options();
        options.forEach(option -> checked.take(option, given));
        return checked;
    }

    /** Gives a value by its option's name. */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no option " + name);
        }
        return value;
    }

    private void take(Option option, JsonNode given) {
        JsonNode node = given == null ? null : given.get(option.name());
        if (node == null || node.isNull()) {
            values.put(option.name(), option.defaultValue());
            return;
        }
        if (!node.isNumber()) {
            throw new IllegalArgumentException("option \"%s\" must be a number".formatted(option.name()));
        }
        double value = node.doubleValue();
        if (!(value >= option.minimum() && value <= option.maximum()) || option.whole() && value != Math.rint(value)) {
            throw new IllegalArgumentException("option \"%s\" must be a %s from %s to %s"
                    .formatted(
                            option.name(),
                            option.whole() ? "whole number" : "number",
                            plain(option.minimum()),
                            plain(option.maximum())));
        }
        values.put(option.name(), value);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
