package pixpro.engine.effect;

/**
 * A number that a request may set.
 *
 * @param whole whether only whole numbers are taken
 */
public record Option(
        String name, double minimum, double maximum, double defaultValue, boolean whole, String description) {

    static Option number(String name, double minimum, double maximum, double defaultValue, String description) {
        return new Option(name, minimum, maximum, defaultValue, false, description);
    }
}
