package pixpro.engine.photo;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** Writes a picture as a file: pixels and their colour profile; no EXIF, no place, no thumbnail. */
public final class PhotoEncoder {
    /** WebP's own way of asking for a lossless file. */
    private static final int WEBP_LOSSLESS = 101;

    private PhotoEncoder() {}

    /**
     * Encodes in the family of the file the picture came from (PNG where that family is not written).
     *
     * @param quality 1 to 100 for JPEG and opaque WebP
     * @return the file in native memory, from position to limit; owned by the caller's pointer scope
     */
    public static BytePointer encode(Photo photo, int quality) {
        PhotoFormat format = photo.format().ofResult();
        return encode(photo, format, parameters(format, photo.alpha() != null, quality));
    }

    /**
     * Encodes what is to be looked at and not to be worked on: as WebP, with losses even where it is transparent.
     *
     * @param quality 1 to 100
     * @return as {@link #encode}
     */
    public static BytePointer encodeThumbnail(Photo photo, int quality) {
        return encode(photo, PhotoFormat.WEBP, parameters(PhotoFormat.WEBP, false, quality));
    }

    private static BytePointer encode(Photo photo, PhotoFormat format, IntPointer parameters) {
        Mat pixels = join(photo, format);
        BytePointer file = new BytePointer();
        boolean apart = format == PhotoFormat.JPEG && JpegProfile.isLong(photo.profile());
        boolean within = photo.profile() != null && !apart;
        try (parameters;
                IntPointer kinds = kinds(within);
                MatVector metadata = new MatVector()) {
            if (within) {
                metadata.push_back(photo.profile());
            }
            if (!opencv_imgcodecs.imencodeWithMetadata(format.extension(), pixels, kinds, metadata, file, parameters)) {
                throw new IllegalStateException("OpenCV did not encode a " + format.label());
            }
        }
        if (pixels != photo.colour()) {
            pixels.close();
        }
        return apart ? JpegProfile.insert(photo.profile(), file) : file;
    }

    private static Mat join(Photo photo, PhotoFormat format) {
        Mat colour = photo.colour();
        Mat joined = colour;
        if (photo.alpha() != null && format != PhotoFormat.JPEG) {
            joined = new Mat();
            try (MatVector planes = new MatVector()) {
                opencv_core.split(colour, planes);
                planes.push_back(photo.alpha());
                opencv_core.merge(planes, joined);
            }
        }
        if (photo.isDeep() && format != PhotoFormat.PNG) {
            Mat eight = new Mat();
            joined.convertTo(eight, opencv_core.CV_8U, 1.0 / 257, 0);
            return eight;
        }
        return joined;
    }

    private static IntPointer kinds(boolean profile) {
        return profile ? new IntPointer(new int[] {opencv_imgcodecs.IMAGE_METADATA_ICCP}) : new IntPointer();
    }

    private static IntPointer parameters(PhotoFormat format, boolean alpha, int quality) {
        return switch (format) {
            case JPEG ->
                new IntPointer(
                        opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality, opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1);
            // lossless, since a lossy WebP changes the alpha channel's colours at its edges
            case WEBP -> new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, alpha ? WEBP_LOSSLESS : quality);
            default -> new IntPointer(opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 4);
        };
    }
}
