package pixpro.engine.effect;

/**
 * Something found in a picture.
 *
 * @param label what it is, as in {@code face}
 * @param confidence 0 to 1
 * @param box where it is
 */
public record Detection(String label, double confidence, Box box) {
    /** A rectangle in pixels of the upright picture, from its top left corner. */
    public record Box(int x, int y, int width, int height) {}
}
