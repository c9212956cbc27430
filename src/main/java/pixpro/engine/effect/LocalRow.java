package pixpro.engine.effect;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Rows of a small floating-point map as they would be at the full picture's size, by bilinear interpolation. */
final class LocalRow {
    private final Mat map;
    private final int fullRows;
    private final float[] upper;
    private final float[] lower;
    private final int[] left;
    private final float[] share;

    LocalRow(Mat map, int fullColumns, int fullRows) {
        this.map = map;
        this.fullRows = fullRows;
        this.upper = new float[map.cols()];
        this.lower = new float[map.cols()];
        this.left = new int[fullColumns];
        this.share = new float[fullColumns];
        for (int x = 0; x < fullColumns; x++) {
            float position = position(x, fullColumns, map.cols());
            left[x] = Math.min((int) position, Math.max(0, map.cols() - 2));
            share[x] = position - left[x];
        }
    }

    void read(int y, float[] values) {
        float position = position(y, fullRows, map.rows());
        int top = Math.min((int) position, Math.max(0, map.rows() - 2));
        float weight = position - top;
        row(top, upper);
        row(Math.min(top + 1, map.rows() - 1), lower);
        for (int x = 0; x < values.length; x++) {
            int at = left[x];
            int next = Math.min(at + 1, upper.length - 1);
            float above = upper[at] + (upper[next] - upper[at]) * share[x];
            float below = lower[at] + (lower[next] - lower[at]) * share[x];
            values[x] = above + (below - above) * weight;
        }
    }

    private void row(int y, float[] values) {
        try (FloatPointer pointer = new FloatPointer(map.ptr(y))) {
            pointer.get(values);
        }
    }

    /** Pixel centres of both sizes lie over each other. */
    private static float position(int at, int full, int small) {
        return Math.max(0, Math.min(small - 1, (at + 0.5f) * small / full - 0.5f));
    }
}
