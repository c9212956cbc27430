package pixpro.image;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads the headers of a BMP and finds its rows in the file (Microsoft, "Bitmap Storage": BITMAPFILEHEADER,
 * BITMAPINFOHEADER to BITMAPV5HEADER; run-length codes as of "Bitmap Compression").
 */
final class BmpWalk {

    private static final int FILE_HEADER_BYTES = 14;
    private static final int CORE_HEADER_BYTES = 12;
    private static final int INFO_HEADER_BYTES = 40;
    private static final int OS2_HEADER_BYTES = 64;
    /** Where the mask of the alpha channel stands, from the beginning of the file. */
    private static final int ALPHA_MASK_OFFSET = FILE_HEADER_BYTES + 52;

    private static final int V3_HEADER_BYTES = 56;

    private static final int PLAIN = 0;
    private static final int RUNS_OF_8 = 1;
    private static final int RUNS_OF_4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int ALPHA_BIT_FIELDS = 6;

    private final ByteWindow in;
    private final FrameBudget budget;

    BmpWalk(ByteWindow in, FrameBudget budget) {
        this.in = in;
        this.budget = budget;
    }

    ImageFacts walk() throws IOException, UnfitImageException {
        in.order(ByteOrder.LITTLE_ENDIAN);
        in.skip(10);
        long pixels = in.u32();
        long headerBytes = in.u32();
        in.require(headerBytes - Integer.BYTES);
        boolean core = headerBytes == CORE_HEADER_BYTES;
        long width = core ? in.u16() : in.i32();
        long rows = core ? in.u16() : in.i32();
        long height = Math.abs(rows);
        in.skip(2);
        int bits = in.u16();
        int compression = headerBytes >= INFO_HEADER_BYTES ? in.i32() : PLAIN;
        if (width <= 0 || height == 0 || height > Integer.MAX_VALUE) {
            throw UnfitImageException.corrupt("its BMP header says it has no pixels");
        }
        if (pixels < FILE_HEADER_BYTES + headerBytes) {
            throw UnfitImageException.corrupt("its BMP pixels begin inside the header");
        }
        requireKnown(compression, bits, headerBytes == OS2_HEADER_BYTES, rows < 0);
        budget.frame(width, height);
        boolean alpha = alpha(compression, bits, headerBytes);
        in.seek(pixels);
        if (compression == RUNS_OF_8 || compression == RUNS_OF_4) {
            walkRuns(width, height, compression == RUNS_OF_4);
        } else {
            in.require((width * bits + 31) / 32 * 4 * height);
        }
        return new ImageFacts(
                ImageFormat.BMP, (int) width, (int) height, alpha, 1, ExifOrientation.UPRIGHT, in.length());
    }

    private static void requireKnown(int compression, int bits, boolean os2, boolean topDown)
            throws UnfitImageException {
        boolean known =
                switch (compression) {
                    case PLAIN -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
                    case RUNS_OF_8 -> bits == 8 && !topDown;
                    case RUNS_OF_4 -> bits == 4 && !topDown;
                    case BIT_FIELDS, ALPHA_BIT_FIELDS -> !os2 && (bits == 16 || bits == 32);
                    default -> false;
                };
        if (!known) {
            throw UnfitImageException.unsupported(
                    "a BMP with compression " + Integer.toUnsignedString(compression) + " and " + bits + " bits");
        }
    }

    private boolean alpha(int compression, int bits, long headerBytes) throws IOException, UnfitImageException {
        boolean masked = compression == ALPHA_BIT_FIELDS || compression == BIT_FIELDS && headerBytes >= V3_HEADER_BYTES;
        if (!masked || bits != 32) {
            return false;
        }
        in.seek(ALPHA_MASK_OFFSET);
        return in.i32() != 0;
    }

    /** Follows the runs to the mark that ends the bitmap; a run may not leave it. */
    private void walkRuns(long width, long height, boolean nibbles) throws IOException, UnfitImageException {
        // encoders round rows up to whole words
        long edge = (width + 3) / 4 * 4;
        long x = 0;
        long y = 0;
        while (y < height || in.remaining() >= 2) {
            int count = in.u8();
            int value = in.u8();
            if (count > 0) {
                x += count;
            } else if (value == 0) {
                x = 0;
                y++;
            } else if (value == 1) {
                return;
            } else if (value == 2) {
                x += in.u8();
                y += in.u8();
            } else {
                x += value;
                int bytes = nibbles ? (value + 1) / 2 : value;
                in.skip(bytes + (bytes & 1));
            }
            if (x > edge || y > height || y == height && x > 0) {
                throw UnfitImageException.corrupt("its BMP runs leave the image");
            }
        }
    }
}
