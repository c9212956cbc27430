package pixpro.engine.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that somebody else found, as a language model tells where: in shares of the upright picture, from its top left
 * corner.
 *
 * @param label what it is; may be empty
 * @param x 0 to 1
 * @param y 0 to 1
 * @param width 0 to 1; what sticks out of the picture is not there
 * @param height 0 to 1; what sticks out of the picture is not there
 */
record LabelledArea(String label, double x, double y, double width, double height) implements Finding {

    @Override
    public void describe(ObjectNode object) {
        object.put("label", label).put("x", x).put("y", y).put("width", width).put("height", height);
    }

    /** Gives the pixels it takes of a picture of that size: cut to it, and at least one. */
    Detection.Box box(int columns, int rows) {
        int left = (int) Math.min(columns - 1, Math.round(x * columns));
        int top = (int) Math.min(rows - 1, Math.round(y * rows));
        int right = (int) Math.min(columns, Math.round((x + width) * columns));
        int bottom = (int) Math.min(rows, Math.round((y + height) * rows));
        return new Detection.Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }
}
