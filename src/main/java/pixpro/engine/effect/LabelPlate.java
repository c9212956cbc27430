package pixpro.engine.effect;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** A word on a box: white on a dark plate, which can be read on any ground. */
final class LabelPlate {
    private static final double SMALLEST_LETTERS = 8;
    private static final double SHARE_OF_SIDE = 0.022;

    private LabelPlate() {}

    /** Draws above the box's top left corner, or within the box where there is no room above. Nothing for a blank text. */
    static void draw(Mat colour, Detection.Box box, String text) {
        if (text.isBlank()) {
            return;
        }
        double height = Math.max(SMALLEST_LETTERS, SHARE_OF_SIDE * Math.min(colour.cols(), colour.rows()));
        int margin = (int) Math.max(2, Math.round(0.4 * height));
        double room = colour.cols() - 2.0 * margin;
        BufferedImage letters = Lettering.draw(Lettering.shortened(text.strip(), height, room), height, room);
        int width = Math.min(colour.cols(), letters.getWidth() + 2 * margin);
        int depth = Math.min(colour.rows(), letters.getHeight() + 2 * margin);
        int x = Math.min(box.x(), colour.cols() - width);
        int y = box.y() - depth >= 0 ? box.y() - depth : Math.min(box.y(), colour.rows() - depth);
        try (Mat ink = new Mat(letters.getHeight(), letters.getWidth(), opencv_core.CV_8U);
                Rect place = new Rect(x, y, width, depth);
                Mat plate = new Mat(colour, place);
                Mat white = new Mat(depth, width, colour.type(), Scalar.all(255));
                Mat mask = mask(ink, letters, width, depth, margin)) {
            plate.put(Scalar.all(30));
            Blending.over(plate, white, mask);
        }
    }

    /** The letters in the middle of a plate, from 0 to 1. */
    private static Mat mask(Mat ink, BufferedImage letters, int width, int depth, int margin) {
        ink.data().put(((DataBufferByte) letters.getRaster().getDataBuffer()).getData());
        Mat mask = new Mat(depth, width, opencv_core.CV_8U, Scalar.all(0));
        int columns = Math.min(ink.cols(), width - margin);
        int rows = Math.min(ink.rows(), depth - margin);
        if (columns > 0 && rows > 0) {
            try (Rect part = new Rect(0, 0, columns, rows);
                    Rect place = new Rect(margin, margin, columns, rows);
                    Mat from = new Mat(ink, part);
                    Mat into = new Mat(mask, place)) {
                from.copyTo(into);
            }
        }
        mask.convertTo(mask, opencv_core.CV_32F, 1 / 255.0, 0);
        return mask;
    }
}
