package pixpro.engine.effect;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/** Keeps the meaningless colour of transparent pixels out of their visible neighbours. */
final class PremultipliedColour {
    private PremultipliedColour() {}

    /**
     * Gives the colours with 8 bits, those of fully transparent pixels replaced by what is visible next to them.
     *
     * @param photo one with an alpha channel
     */
    static Mat spread(Photo photo) {
        Mat result = photo.colour8().clone();
        try (Mat visible = new Mat();
                Mat weight = new Mat();
                Mat weights = new Mat();
                Mat colour = new Mat();
                Mat hidden = new Mat();
                Size window = new Size(9, 9)) {
            photo.alpha().convertTo(visible, opencv_core.CV_32F);
            opencv_imgproc.cvtColor(visible, weights, opencv_imgproc.COLOR_GRAY2BGR);
            result.convertTo(colour, opencv_core.CV_32F);
            opencv_core.multiply(colour, weights, colour);
            opencv_imgproc.blur(colour, colour, window);
            opencv_imgproc.blur(weights, weight, window);
            opencv_core.divide(colour, weight, colour);
            colour.convertTo(colour, opencv_core.CV_8U);
            try (Mat zero = new Mat(visible.size(), visible.type(), org.bytedeco.opencv.opencv_core.Scalar.all(0))) {
                opencv_core.compare(visible, zero, hidden, opencv_core.CMP_EQ);
            }
            colour.copyTo(result, hidden);
        }
        return result;
    }
}
