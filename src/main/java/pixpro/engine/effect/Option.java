package pixpro.engine.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Something a request may set: a number, a text, one of a few words, or detections. */
public sealed interface Option permits NumberOption, TextOption, ChoiceOption, DetectionsOption {
    /** The name a request uses. */
    String name();

    /** What it does, for people. */
    String description();

    /** What it is when a request does not set it; throws {@link IllegalArgumentException} if a request must. */
    Object standard();

    /**
     * Checks what a request gives.
     *
     * @param given a JSON value, not null
     * @return the value, of the option's own type
     * @throws IllegalArgumentException with a sentence for the client if it is of the wrong type or out of bounds
     */
    Object check(JsonNode given);

    /** Writes type, bounds and default into this option's JSON Schema. */
    void describe(ObjectNode schema);

    static Option number(String name, double minimum, double maximum, double standard, String description) {
        return new NumberOption(name, minimum, maximum, standard, false, description);
    }

    static Option text(String name, int maxLength, String standard, String description) {
        return new TextOption(name, maxLength, standard, description);
    }

    /** The first of the choices is the default. */
    static Option choice(String name, List<String> choices, String description) {
        return new ChoiceOption(name, choices, description);
    }
}
