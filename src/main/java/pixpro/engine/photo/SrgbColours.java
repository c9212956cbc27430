package pixpro.engine.photo;

import java.awt.color.CMMException;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns colours into sRGB, which is what numbers mean that come without a profile. For small pictures: it copies them. */
final class SrgbColours {
    private static final int[] BLUE_FIRST = {2, 1, 0};

    private SrgbColours() {}

    /**
     * @param colour three channels of 8 bits, blue first
     * @param profile what the numbers mean
     * @return the same colours in sRGB; the very same matrix if the profile cannot be used
     */
    static Mat of(Mat colour, Mat profile) {
        int width = colour.cols();
        int height = colour.rows();
        byte[] pixels = new byte[width * height * 3];
        byte[] row = new byte[width * 3];
        for (int y = 0; y < height; y++) {
            try (BytePointer pointer = colour.ptr(y)) {
                pointer.get(row);
            }
            System.arraycopy(row, 0, pixels, y * row.length, row.length);
        }
        BufferedImage srgb = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        try {
            new ColorConvertOp(null).filter(tagged(pixels, width, height, profile), srgb);
        } catch (IllegalArgumentException | CMMException e) {
            // a broken profile says nothing of the colours
            return colour;
        }
        byte[] converted = ((DataBufferByte) srgb.getRaster().getDataBuffer()).getData();
        Mat result = new Mat(height, width, opencv_core.CV_8UC3);
        try (BytePointer pointer = result.data()) {
            pointer.put(converted);
        }
        return result;
    }

    private static BufferedImage tagged(byte[] pixels, int width, int height, Mat profile) {
        byte[] bytes = new byte[(int) profile.total()];
        profile.data().get(bytes);
        ComponentColorModel meaning = new ComponentColorModel(
                new ICC_ColorSpace(ICC_Profile.getInstance(bytes)),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(pixels, pixels.length), width, height, 3 * width, 3, BLUE_FIRST, null);
        return new BufferedImage(meaning, raster, false, null);
    }
}
