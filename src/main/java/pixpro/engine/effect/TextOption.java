package pixpro.engine.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One line of text.
 *
 * @param maxLength most characters, counted as Unicode code points, as JSON Schema counts them
 */
record TextOption(String name, int maxLength, String standard, String description) implements Option {
    /** Something to see, and nothing that controls a terminal or a line. */
    private static final String PATTERN = "^\\P{Cc}*[^\\s\\p{Cc}]\\P{Cc}*$";

    @Override
    public String check(JsonNode given) {
        if (!given.isTextual()) {
            throw new IllegalArgumentException("option \"%s\" must be a text".formatted(name));
        }
        String text = given.textValue();
        if (text.codePointCount(0, text.length()) > maxLength) {
            throw new IllegalArgumentException(
                    "option \"%s\" must have at most %d characters".formatted(name, maxLength));
        }
        if (!text.matches(PATTERN)) {
            throw new IllegalArgumentException(
                    "option \"%s\" must have something to read and no control characters".formatted(name));
        }
        return text;
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "string").put("minLength", 1).put("maxLength", maxLength);
        schema.put("pattern", PATTERN).put("default", standard);
    }
}
