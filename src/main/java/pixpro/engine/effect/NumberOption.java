package pixpro.engine.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A number within a range, ends included.
 *
 * @param whole whether only whole numbers are taken
 */
record NumberOption(String name, double minimum, double maximum, double defaultValue, boolean whole, String description)
        implements Option {

    @Override
    public Double standard() {
        return defaultValue;
    }

    @Override
    public Double check(JsonNode given) {
        if (!given.isNumber()) {
            throw new IllegalArgumentException("option \"%s\" must be a number".formatted(name));
        }
        double value = given.doubleValue();
        if (!(value >= minimum && value <= maximum) || whole && value != Math.rint(value)) {
            throw new IllegalArgumentException("option \"%s\" must be a %s from %s to %s"
                    .formatted(name, whole ? "whole number" : "number", plain(minimum), plain(maximum)));
        }
        return value;
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", whole ? "integer" : "number");
        schema.set("minimum", node(minimum));
        schema.set("maximum", node(maximum));
        schema.set("default", node(defaultValue));
    }

    private static String plain(double number) {
        return node(number).asText();
    }

    private static JsonNode node(double number) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return number == Math.rint(number) ? nodes.numberNode((long) number) : nodes.numberNode(number);
    }
}
