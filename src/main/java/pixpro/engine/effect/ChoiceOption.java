package pixpro.engine.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One of a few words.
 *
 * @param choices the first is the default
 */
record ChoiceOption(String name, List<String> choices, String description) implements Option {

    @Override
    public String standard() {
        return choices.get(0);
    }

    @Override
    public String check(JsonNode given) {
        if (!given.isTextual() || !choices.contains(given.textValue())) {
            throw new IllegalArgumentException(
                    "option \"%s\" must be one of %s".formatted(name, String.join(", ", choices)));
        }
        return given.textValue();
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "string");
        choices.forEach(schema.putArray("enum")::add);
        schema.put("default", standard());
    }
}
