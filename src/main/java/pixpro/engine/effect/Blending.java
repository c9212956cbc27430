package pixpro.engine.effect;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Lays one picture over another where a mask says so; what the mask leaves out keeps its exact values. */
final class Blending {
    private Blending() {}

    /**
     * Changes a picture in place.
     *
     * @param below three channels of 8 or 16 bits
     * @param above of the same size and type
     * @param mask of the same size, floating-point: 0 keeps what is below, 1 shows what is above
     */
    static void over(Mat below, Mat above, Mat mask) {
        try (Mat base = new Mat();
                Mat difference = new Mat();
                Mat weights = new Mat()) {
            below.convertTo(base, opencv_core.CV_32F);
            above.convertTo(difference, opencv_core.CV_32F);
            opencv_core.subtract(difference, base, difference);
            opencv_imgproc.cvtColor(mask, weights, opencv_imgproc.COLOR_GRAY2BGR);
            opencv_core.multiply(difference, weights, difference);
            opencv_core.add(base, difference, base);
            base.convertTo(below, below.depth());
        }
    }

    /** Writes a row of a mask. */
    static void writeRow(Mat mask, int row, float[] values) {
        try (FloatPointer pointer = new FloatPointer(mask.ptr(row))) {
            pointer.put(values);
        }
    }
}
