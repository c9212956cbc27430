package pixpro.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import pixpro.image.UnfitImageException.Reason;

/**
 * Finds out whether a file is a complete image within the limits, without drawing it. Each format's structure is walked
 * from end to end in a small window, so that neither a lying header nor a compressed bomb costs memory; what the walk
 * accepts may still hold wrong colours, but not wrong sizes.
 *
 * <p>Safe for use by many threads at once.
 */
public class ImageInspector {

    private final ImageLimits limits;

    /** @param limits beyond which an image is refused */
    public ImageInspector(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Inspects a file, whatever its name.
     *
     * @return what the image is
     * @throws UnfitImageException when it is no image, no complete one, or beyond the limits
     * @throws IOException when the file cannot be read, which says nothing about the image
     */
    public ImageFacts inspect(Path file) throws UnfitImageException, IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return inspect(ByteWindow.over(channel));
        }
    }

    /**
     * Inspects an image that is in memory already, such as one a model sent in its answer.
     *
     * @return what the image is
     * @throws UnfitImageException when it is no image, no complete one, or beyond the limits
     */
    public ImageFacts inspect(byte[] image) throws UnfitImageException {
        try {
            return inspect(ByteWindow.over(image));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory cannot fail", e);
        }
    }

    private ImageFacts inspect(ByteWindow in) throws IOException, UnfitImageException {
        requireBytes(in.length(), limits.maxBytes());
        ImageFormat format = requireImage(in.bytes((int) Math.min(in.length(), ImageFormat.HEAD_BYTES)));
        in.seek(0);
        FrameBudget budget = new FrameBudget(limits.maxPixels());
        return switch (format) {
            case JPEG -> new JpegWalk(in, budget).walk();
            case PNG -> new PngWalk(in, budget).walk();
            case WEBP -> new WebpWalk(in, budget).walk();
            case GIF -> new GifWalk(in, budget).walk();
            case TIFF -> new TiffWalk(in, budget).walk();
            case BMP -> new BmpWalk(in, budget).walk();
        };
    }

    /** Refuses an empty file and one beyond the limit; both in bytes. */
    static void requireBytes(long bytes, long maxBytes) throws UnfitImageException {
        if (bytes == 0) {
            throw new UnfitImageException(Reason.EMPTY, "The file is empty.");
        }
        if (bytes > maxBytes) {
            throw tooManyBytes(maxBytes);
        }
    }

    static UnfitImageException tooManyBytes(long maxBytes) {
        return new UnfitImageException(
                Reason.TOO_MANY_BYTES, "The file is larger than the " + size(maxBytes) + " allowed.");
    }

    /** Refuses, by the first bytes of a file, what is of no known format. */
    static ImageFormat requireImage(byte[] head) throws UnfitImageException {
        Optional<ImageFormat> format = ImageFormat.recognise(head);
        return format.orElseThrow(() -> ForeignContent.refusal(head));
    }

    private static String size(long bytes) {
        long mega = 1024L * 1024;
        return bytes % mega == 0 ? bytes / mega + " MB" : bytes + " bytes";
    }
}
