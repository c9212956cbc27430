package pixpro.engine.photo;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A decoded, upright picture in native memory, owned by the pointer scope it was made in.
 *
 * @param colour three channels, blue first, of 8 or 16 bits
 * @param alpha one channel of the same depth and size, or null if the picture is opaque
 * @param profile the ICC profile that says which colours the numbers mean, one row of bytes; null for plain sRGB
 * @param format the format of the file it came from
 */
public record Photo(Mat colour, Mat alpha, Mat profile, PhotoFormat format) {
    private static final double EIGHT_TO_SIXTEEN = 257;

    public int width() {
        return colour.cols();
    }

    public int height() {
        return colour.rows();
    }

    /** Gives the length of the shorter side in pixels. */
    public int shorterSide() {
        return Math.min(width(), height());
    }

    /** Gives the colours with 8 bits a channel; the very same matrix if they have 8 already. */
    public Mat colour8() {
        if (!isDeep()) {
            return colour;
        }
        Mat eight = new Mat();
        colour.convertTo(eight, opencv_core.CV_8U, 1 / EIGHT_TO_SIXTEEN, 0);
        return eight;
    }

    /**
     * Gives this picture with other colours and its own alpha channel.
     *
     * @param result three channels of this size, 8 or 16 bits; lifted to 16 bits if this picture has 16
     */
    public Photo withColour(Mat result) {
        if (isDeep() && result.depth() == opencv_core.CV_8U) {
            Mat deep = new Mat();
            result.convertTo(deep, opencv_core.CV_16U, EIGHT_TO_SIXTEEN, 0);
            return new Photo(deep, alpha, profile, format);
        }
        return new Photo(result, alpha, profile, format);
    }

    /** Gives this picture with another alpha channel, of its colours' size. */
    public Photo withAlpha(Mat result) {
        return new Photo(colour, result, profile, format);
    }

    /** Gives this picture as one that can be transparent: a JPEG would lose its alpha channel, a PNG keeps it. */
    public Photo inFormatWithAlpha() {
        return format == PhotoFormat.JPEG ? new Photo(colour, alpha, profile, PhotoFormat.PNG) : this;
    }

    /** Gives this picture, which has 8 bits, with colours that need no profile. */
    public Photo inSrgb() {
        return profile == null ? this : new Photo(SrgbColours.of(colour, profile), alpha, null, format);
    }

    /** Says whether the channels have 16 bits. */
    public boolean isDeep() {
        return colour.depth() == opencv_core.CV_16U;
    }
}
