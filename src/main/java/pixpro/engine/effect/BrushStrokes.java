package pixpro.engine.effect;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** The relief of brush strokes that follow a picture's shapes: grain drawn out along edges, lit from the top left. */
final class BrushStrokes {
    private BrushStrokes() {}

    /**
     * Gives how much lighter (above 0) or darker each place is, mostly within -1 to 1, as floating-point numbers.
     *
     * @param luma 8 bits, one channel
     * @param width of a stroke in pixels
     */
    static Mat relief(Mat luma, double width) {
        int columns = luma.cols();
        int rows = luma.rows();
        float[][] along = directions(luma, width);
        float[] paint = drawnOut(grain(columns, rows, width), along, columns, rows, (int) Math.round(4 * width));
        float[] light = new float[paint.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int before = Math.max(0, y - 1) * columns + Math.max(0, x - 1);
                int after = Math.min(rows - 1, y + 1) * columns + Math.min(columns - 1, x + 1);
                light[y * columns + x] = paint[after] - paint[before];
            }
        }
        Mat relief = new Mat(rows, columns, opencv_core.CV_32F);
        try (FloatPointer pointer = new FloatPointer(relief.data())) {
            pointer.put(light);
        }
        return relief;
    }

    /** Cosine and sine of the direction in which the picture changes least around each place. */
    private static float[][] directions(Mat luma, double width) {
        try (Mat across = new Mat();
                Mat down = new Mat();
                Mat product = new Mat();
                Size any = new Size(0, 0)) {
            opencv_imgproc.Sobel(luma, across, opencv_core.CV_32F, 1, 0);
            opencv_imgproc.Sobel(luma, down, opencv_core.CV_32F, 0, 1);
            opencv_core.multiply(across, down, product);
            opencv_core.multiply(across, across, across);
            opencv_core.multiply(down, down, down);
            float[][] tensor = new float[3][];
            Mat[] parts = {across, down, product};
            for (int i = 0; i < parts.length; i++) {
                opencv_imgproc.GaussianBlur(parts[i], parts[i], any, 2 * width);
                tensor[i] = values(parts[i]);
            }
            for (int i = 0; i < tensor[0].length; i++) {
                double angle = 0.5 * Math.atan2(2 * tensor[2][i], tensor[0][i] - tensor[1][i]) + Math.PI / 2;
                tensor[0][i] = (float) Math.cos(angle);
                tensor[1][i] = (float) Math.sin(angle);
            }
            return tensor;
        }
    }

    /** Random numbers, as coarse as a brush's hairs, always the same. */
    private static float[] grain(int columns, int rows, double width) {
        Random random = new Random(5);
        float[] grain = new float[columns * rows];
        for (int i = 0; i < grain.length; i++) {
            grain[i] = random.nextFloat() - 0.5f;
        }
        try (Mat coarse = new Mat(rows, columns, opencv_core.CV_32F);
                FloatPointer pointer = new FloatPointer(coarse.data());
                Size any = new Size(0, 0)) {
            pointer.put(grain);
            double sigma = Math.max(0.6, width / 3);
            opencv_imgproc.GaussianBlur(coarse, coarse, any, sigma);
            coarse.convertTo(coarse, -1, 4 * sigma, 0);
            return values(coarse);
        }
    }

    private static float[] drawnOut(float[] grain, float[][] along, int columns, int rows, int length) {
        float[] paint = new float[grain.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                float sum = 0;
                for (int way = -1; way <= 1; way += 2) {
                    sum += walk(grain, along, columns, rows, x, y, way, length);
                }
                paint[y * columns + x] = sum / (float) Math.sqrt(2.0 * length);
            }
        }
        return paint;
    }

    private static float walk(
            float[] grain, float[][] along, int columns, int rows, int fromX, int fromY, int way, int length) {
        float x = fromX + 0.5f;
        float y = fromY + 0.5f;
        float towardsX = 0;
        float towardsY = 0;
        float sum = 0;
        for (int step = 0; step < length; step++) {
            int at = Math.min(rows - 1, Math.max(0, (int) y)) * columns + Math.min(columns - 1, Math.max(0, (int) x));
            sum += grain[at];
            float nextX = along[0][at] * way;
            float nextY = along[1][at] * way;
            // a direction has no sign: never turn back
            float sign = nextX * towardsX + nextY * towardsY < 0 ? -1 : 1;
            towardsX = sign * nextX;
            towardsY = sign * nextY;
            x += towardsX;
            y += towardsY;
        }
        return sum;
    }

    private static float[] values(Mat matrix) {
        float[] values = new float[matrix.rows() * matrix.cols()];
        try (FloatPointer pointer = new FloatPointer(matrix.data())) {
            pointer.get(values);
        }
        return values;
    }
}
