package pixpro.engine.photo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** Turns a file into an upright picture, after its header has been found harmless. */
public final class PhotoDecoder {
    private final long maxPixels;

    /**
     * @param maxPixels the most pixels a picture may claim to have
     */
    public PhotoDecoder(long maxPixels) {
        OpenCv.load();
        this.maxPixels = maxPixels;
    }

    /** Gives the most pixels that a picture, or a result, may have. */
    public long maxPixels() {
        return maxPixels;
    }

    /**
     * Decodes a file; the matrices belong to the caller's pointer scope.
     *
     * @param file the whole file
     * @throws PhotoRefused if it is no picture, is incomplete, or has too many pixels
     */
    public Photo decode(byte[] file) {
        ImageHeader header = ImageHeader.read(file);
        if ((long) header.width() * header.height() > maxPixels) {
            throw new PhotoRefused("the image has %d x %d pixels, more than the limit of %d megapixels"
                    .formatted(header.width(), header.height(), maxPixels / 1_000_000));
        }
        MatVector profiles = new MatVector();
        Mat decoded = decodePixels(file, header.format(), profiles);
        if (decoded.empty() || decoded.cols() != header.width() && decoded.cols() != header.height()) {
            throw ImageHeader.truncated(header.format(), null);
        }
        Mat profile = profiles.empty() ? null : profiles.get(0);
        Photo photo = separate(toIntegers(decoded), profile, header.format());
        return upright(photo.format() == PhotoFormat.TIFF ? completed(photo, file) : photo, header.orientation());
    }

    /** Adds what the decoder leaves out of a TIFF: its profile, and colours that are not multiplied by alpha. */
    private static Photo completed(Photo photo, byte[] file) {
        TiffDirectory directory = TiffDirectory.read(ByteBuffer.wrap(file));
        Mat profile = directory.profile().length == 0 ? null : new Mat(directory.profile());
        if (profile != null && !isForRgb(profile)) {
            profile = null;
        }
        // libtiff multiplies what has 8 bits if the file has not done it already
        boolean multiplied = photo.alpha() != null && (!photo.isDeep() || directory.isPremultiplied());
        Mat colour = multiplied ? divided(photo.colour(), photo.alpha()) : photo.colour();
        return new Photo(colour, photo.alpha(), profile, photo.format());
    }

    private static Mat divided(Mat colour, Mat alpha) {
        Mat straight = new Mat();
        try (Mat alphas = new Mat()) {
            opencv_imgproc.cvtColor(alpha, alphas, opencv_imgproc.COLOR_GRAY2BGR);
            opencv_core.divide(colour, alphas, straight, colour.depth() == opencv_core.CV_16U ? 65_535 : 255, -1);
        }
        colour.close();
        return straight;
    }

    /** Decodes without turning, and puts the colour profile, if the file has one for RGB, into the vector. */
    private static Mat decodePixels(byte[] file, PhotoFormat format, MatVector profiles) {
        try (BytePointer bytes = new BytePointer(file);
                Mat buffer = new Mat(1, file.length, opencv_core.CV_8UC1, bytes);
                IntPointer kinds = new IntPointer();
                MatVector metadata = new MatVector()) {
            Mat decoded =
                    opencv_imgcodecs.imdecodeWithMetadata(buffer, kinds, metadata, opencv_imgcodecs.IMREAD_UNCHANGED);
            for (int i = 0; i < metadata.size(); i++) {
                if (kinds.get(i) == opencv_imgcodecs.IMAGE_METADATA_ICCP && isForRgb(metadata.get(i))) {
                    profiles.push_back(metadata.get(i));
                }
            }
            return decoded;
        } catch (RuntimeException e) {
            // what OpenCV throws names source files and lines: kept as the cause, not shown
            throw ImageHeader.truncated(format, e);
        }
    }

    /** A profile for grey or CMYK no longer fits, since the decoder has turned those into RGB. */
    private static boolean isForRgb(Mat profile) {
        if (profile.total() < 128) {
            return false;
        }
        byte[] header = new byte[128];
        profile.data().get(header);
        return new String(header, 16, 4, StandardCharsets.ISO_8859_1).equals("RGB ");
    }

    private static Mat toIntegers(Mat decoded) {
        int depth = decoded.depth();
        if (depth == opencv_core.CV_8U || depth == opencv_core.CV_16U) {
            return decoded;
        }
        Mat integers = new Mat();
        // floating-point TIFF: 0 is black, 1 is white
        decoded.convertTo(integers, opencv_core.CV_16U, 65535, 0);
        decoded.close();
        return integers;
    }

    private static Photo separate(Mat decoded, Mat profile, PhotoFormat format) {
        switch (decoded.channels()) {
            case 1 -> {
                Mat colour = new Mat();
                opencv_imgproc.cvtColor(decoded, colour, opencv_imgproc.COLOR_GRAY2BGR);
                decoded.close();
                return new Photo(colour, null, profile, format);
            }
            case 3 -> {
                return new Photo(decoded, null, profile, format);
            }
            case 4 -> {
                Mat colour = new Mat();
                Mat alpha = new Mat();
                opencv_imgproc.cvtColor(decoded, colour, opencv_imgproc.COLOR_BGRA2BGR);
                opencv_core.extractChannel(decoded, alpha, 3);
                decoded.close();
                return new Photo(colour, alpha, profile, format);
            }
            default -> throw new PhotoRefused("the image has " + decoded.channels() + " channels");
        }
    }

    private static Photo upright(Photo photo, int orientation) {
        Mat alpha = photo.alpha() == null ? null : upright(photo.alpha(), orientation);
        return new Photo(upright(photo.colour(), orientation), alpha, photo.profile(), photo.format());
    }

    /** The eight orientations of EXIF: a mirroring or a turn, or one after the other. */
    private static Mat upright(Mat stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        Mat upright = new Mat();
        switch (orientation) {
            case 2 -> opencv_core.flip(stored, upright, 1);
            case 3 -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_180);
            case 4 -> opencv_core.flip(stored, upright, 0);
            case 5 -> opencv_core.transpose(stored, upright);
            case 6 -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_90_CLOCKWISE);
            case 7 -> {
                opencv_core.transpose(stored, upright);
                opencv_core.rotate(upright, upright, opencv_core.ROTATE_180);
            }
            default -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
        }
        stored.close();
        return upright;
    }
}
