package pixpro.engine.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Something found in a picture.
 *
 * @param label what it is, as in {@code face}
 * @param confidence 0 to 1
 * @param box where it is
 */
public record Detection(String label, double confidence, Box box) implements Finding {

    @Override
    public void describe(ObjectNode object) {
        object.put("label", label).put("confidence", confidence);
        object.putObject("box")
                .put("x", box.x)
                .put("y", box.y)
                .put("width", box.width)
                .put("height", box.height);
    }

    /** A rectangle in pixels of the upright picture, from its top left corner. */
    public record Box(int x, int y, int width, int height) {
        /** Gives this rectangle in a picture that is {@code factor} times as large, cut to that picture's size. */
        Box scaled(double factor, int columns, int rows) {
            int left = (int) Math.max(0, Math.min(columns - 1, Math.round(x * factor)));
            int top = (int) Math.max(0, Math.min(rows - 1, Math.round(y * factor)));
            int right = (int) Math.min(columns, Math.round((x + width) * factor));
            int bottom = (int) Math.min(rows, Math.round((y + height) * factor));
            return new Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
        }

        /** Draws the rectangle: a bright line on a dark one can be seen on any ground. */
        void draw(Mat colour) {
            int line = Math.max(2, Math.round(Math.min(colour.cols(), colour.rows()) / 200f));
            try (Point from = new Point(x, y);
                    Point to = new Point(x + width - 1, y + height - 1);
                    Scalar dark = new Scalar(30, 30, 30, 0);
                    Scalar bright = new Scalar(60, 220, 120, 0)) {
                opencv_imgproc.rectangle(
                        colour, from, to, dark, line + Math.max(2, line / 2), opencv_imgproc.LINE_AA, 0);
                opencv_imgproc.rectangle(colour, from, to, bright, line, opencv_imgproc.LINE_AA, 0);
            }
        }
    }
}
