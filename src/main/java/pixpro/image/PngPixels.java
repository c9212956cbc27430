package pixpro.image;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the pixel data of one PNG image or frame into a scratch buffer, only to count it: a complete image has exactly
 * the bytes its header promises (W3C PNG Specification 7 to 10). Stops at the first byte too many, so that a bomb
 * never unfolds.
 */
final class PngPixels implements AutoCloseable {

    /** Origin and step of Adam7's seven passes: x, y, step x, step y. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final Inflater inflater = new Inflater();
    private final byte[] scratch = new byte[16 * 1024];
    private final long expected;
    private long seen;

    /**
     * @param header gives the kind of pixels
     * @param width of this image or frame, in pixels; with height already within the limits
     */
    PngPixels(PngHeader header, int width, int height) {
        long bytes = 0;
        if (header.interlaced()) {
            for (int[] pass : ADAM7) {
                bytes += bytes(header, steps(width, pass[0], pass[2]), steps(height, pass[1], pass[3]));
            }
        } else {
            bytes = bytes(header, width, height);
        }
        expected = bytes;
    }

    void feed(byte[] packed, int count) throws UnfitImageException {
        if (inflater.finished()) {
            // bytes after the end of the stream mean nothing and are ignored by all decoders
            return;
        }
        inflater.setInput(packed, 0, count);
        try {
            int unpacked;
            do {
                unpacked = inflater.inflate(scratch);
                seen += unpacked;
                if (seen > expected || inflater.needsDictionary()) {
                    throw UnfitImageException.corrupt("it unpacks to more pixels than its header promises");
                }
            } while (unpacked > 0);
        } catch (DataFormatException e) {
            throw UnfitImageException.corrupt("its pixel data cannot be unpacked");
        }
    }

    void finish() throws UnfitImageException {
        if (!inflater.finished() || seen < expected) {
            throw UnfitImageException.truncated();
        }
    }

    /** Frees the unpacker's native memory. */
    @Override
    public void close() {
        inflater.end();
    }

    /** Every row begins with a byte that names its filter. */
    private static long bytes(PngHeader header, long width, long height) {
        return width == 0 ? 0 : height * (1 + (width * header.bitsPerPixel() + 7) / 8);
    }

    private static long steps(int size, int origin, int step) {
        return size <= origin ? 0 : (size - origin + step - 1) / step;
    }
}
