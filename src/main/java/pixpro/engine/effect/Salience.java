package pixpro.engine.effect;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How much each place stands out from what lies along the picture's edges (minimum barrier distance, after Zhang et
 * al., 2015): the smallest range of values that a path from the edge has to cross. A background is joined to the edge
 * by paths of nearly one colour, whatever its colours are; a subject is not.
 */
final class Salience {
    private static final int PASSES = 6;

    private Salience() {}

    /**
     * Gives 0 (joined to the edge) to 255 for each place, those near the middle a little more.
     *
     * @param picture 8 bits, three channels, a few hundred pixels wide
     * @param fromBelow whether the lower edge shows background, as the others do
     */
    static Mat of(Mat picture, boolean fromBelow) {
        int columns = picture.cols();
        int rows = picture.rows();
        float[] sums = new float[columns * rows];
        try (Mat lab = new Mat();
                Mat calm = new Mat()) {
            opencv_imgproc.cvtColor(picture, lab, opencv_imgproc.COLOR_BGR2Lab);
            // grain and texture are no barriers
            opencv_imgproc.medianBlur(lab, calm, 7);
            byte[] row = new byte[columns * 3];
            for (int channel = 0; channel < 3; channel++) {
                int[] values = new int[sums.length];
                for (int y = 0; y < rows; y++) {
                    Luma.readRow(calm, y, row);
                    for (int x = 0; x < columns; x++) {
                        values[y * columns + x] = row[3 * x + channel] & 0xFF;
                    }
                }
                int[] barriers = barriers(values, columns, rows, fromBelow);
                for (int i = 0; i < sums.length; i++) {
                    // two channels of Lab are colour, which tells more than brightness
                    sums[i] += barriers[i] * (channel == 0 ? 0.4f : 1.5f);
                }
            }
        }
        return towardsTheMiddle(sums, columns, rows);
    }

    private static int[] barriers(int[] values, int columns, int rows, boolean fromBelow) {
        int[] barrier = new int[values.length];
        int[] most = values.clone();
        int[] least = values.clone();
        for (int i = 0; i < barrier.length; i++) {
            int x = i % columns;
            int y = i / columns;
            boolean edge = x == 0 || y == 0 || x == columns - 1 || fromBelow && y == rows - 1;
            barrier[i] = edge ? 0 : Integer.MAX_VALUE;
        }
        for (int pass = 0; pass < PASSES; pass++) {
            boolean down = pass % 2 == 0;
            int step = down ? -1 : 1;
            for (int n = 0; n < values.length; n++) {
                int at = down ? n : values.length - 1 - n;
                int x = at % columns;
                int y = at / columns;
                if (x + step >= 0 && x + step < columns) {
                    relax(values, barrier, most, least, at, at + step);
                }
                if (y + step >= 0 && y + step < rows) {
                    relax(values, barrier, most, least, at, at + step * columns);
                }
            }
        }
        return barrier;
    }

    /** Sees whether a path by way of a neighbour has less to cross. */
    private static void relax(int[] values, int[] barrier, int[] most, int[] least, int at, int neighbour) {
        if (barrier[neighbour] == Integer.MAX_VALUE) {
            return;
        }
        int high = Math.max(most[neighbour], values[at]);
        int low = Math.min(least[neighbour], values[at]);
        if (high - low < barrier[at]) {
            barrier[at] = high - low;
            most[at] = high;
            least[at] = low;
        }
    }

    private static Mat towardsTheMiddle(float[] sums, int columns, int rows) {
        byte[] row = new byte[columns];
        float largest = 1;
        for (int i = 0; i < sums.length; i++) {
            double across = (i % columns + 0.5) / columns - 0.5;
            double down = (i / columns + 0.5) / rows - 0.5;
            sums[i] *= (float) Math.exp(-1.5 * (across * across + down * down));
            largest = Math.max(largest, sums[i]);
        }
        Mat result = new Mat(rows, columns, opencv_core.CV_8U);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                row[x] = Luma.toByte(255 * sums[y * columns + x] / largest);
            }
            Luma.writeRow(result, y, row);
        }
        return result;
    }
}
