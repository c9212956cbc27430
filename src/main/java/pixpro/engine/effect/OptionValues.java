package pixpro.engine.effect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request's options, checked, with defaults filled in. */
public final class OptionValues {
    /** Taken by every effect. */
    public static final Option QUALITY =
            new NumberOption("quality", 1, 100, 92, true, "Quality of JPEG and opaque WebP results");

    private final Map<String, Object> values = new HashMap<>();

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
        effect.options().forEach(option -> checked.take(option, given));
        return checked;
    }

    /** Gives a number by its option's name. */
    public double get(String name) {
        return (double) value(name);
    }

    /** Gives a text, or the word that was chosen, by its option's name. */
    public String text(String name) {
        return (String) value(name);
    }

    /** Gives detections by their option's name. */
    @SuppressWarnings("unchecked") // what DetectionsOption has checked
    List<LabelledArea> areas(String name) {
        return (List<LabelledArea>) value(name);
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no option " + name);
        }
        return value;
    }

    private void take(Option option, JsonNode given) {
        JsonNode node = given == null ? null : given.get(option.name());
        boolean set = node != null && !node.isNull();
        values.put(option.name(), set ? option.check(node) : option.standard());
    }
}
