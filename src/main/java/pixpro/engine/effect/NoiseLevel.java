package pixpro.engine.effect;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Estimates the noise of a picture (after Immerkær, 1996): a kernel that answers neither to flat areas nor to straight
 * slopes, and the median of its answers instead of their mean, so that texture counts little.
 */
final class NoiseLevel {
    /** The kernel's gain for independent noise, and the ratio of a normal distribution's median deviation to its sigma. */
    private static final double KERNEL_GAIN = 6;

    private static final double MEDIAN_TO_SIGMA = 1.4826;

    private NoiseLevel() {}

    /** Gives the standard deviation in levels of 0 to 255 of an 8-bit, one-channel picture. */
    static double of(Mat luma) {
        int side = 3;
        if (luma.rows() < side || luma.cols() < side) {
            return 0;
        }
        try (FloatPointer weights = new FloatPointer(1, -2, 1, -2, 4, -2, 1, -2, 1);
                Mat kernel = new Mat(side, side, opencv_core.CV_32F, weights);
                Mat answer = new Mat()) {
            opencv_imgproc.filter2D(luma, answer, opencv_core.CV_16S, kernel);
            opencv_core.convertScaleAbs(answer, answer);
            return median(answer) * MEDIAN_TO_SIGMA / KERNEL_GAIN;
        }
    }

    /** The median with a fraction, since single levels are too coarse a step for a clean picture. */
    private static double median(Mat magnitudes) {
        long[] counts = new long[256];
        byte[] row = new byte[magnitudes.cols()];
        for (int y = 0; y < magnitudes.rows(); y++) {
            Luma.readRow(magnitudes, y, row);
            for (byte value : row) {
                counts[value & 0xFF]++;
            }
        }
        double half = magnitudes.rows() * (double) magnitudes.cols() / 2;
        long below = 0;
        for (int value = 0; value < counts.length; value++) {
            if (below + counts[value] >= half) {
                return Math.max(0, value - 0.5 + (half - below) / counts[value]);
            }
            below += counts[value];
        }
        return counts.length - 1;
    }
}
