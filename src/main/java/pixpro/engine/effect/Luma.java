package pixpro.engine.effect;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Rows of 8-bit matrices as Java arrays, and the brightness of their pixels (BT.601 weights). */
final class Luma {
    private static final float BLUE = 0.114f;
    private static final float GREEN = 0.587f;
    private static final float RED = 0.299f;

    private Luma() {}

    static float of(float blue, float green, float red) {
        return BLUE * blue + GREEN * green + RED * red;
    }

    static void readRow(Mat matrix, int row, byte[] values) {
        try (BytePointer pointer = matrix.ptr(row)) {
            pointer.get(values);
        }
    }

    static void writeRow(Mat matrix, int row, byte[] values) {
        try (BytePointer pointer = matrix.ptr(row)) {
            pointer.put(values);
        }
    }

    static byte toByte(float value) {
        int rounded = Math.round(value);
        return (byte) Math.max(0, Math.min(255, rounded));
    }
}
