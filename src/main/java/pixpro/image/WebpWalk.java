package pixpro.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the RIFF chunks of a WebP (RFC 9649, 2 container and 3 lossless bitstream; RFC 6386, 9.1 for the header of the
 * lossy one). All sizes a decoder would allocate by must agree: canvas, frame and bitstream.
 */
final class WebpWalk {

    private static final int VP8 = fourCc("VP8 ");
    private static final int VP8L = fourCc("VP8L");
    private static final int VP8X = fourCc("VP8X");
    private static final int ALPH = fourCc("ALPH");
    private static final int ANMF = fourCc("ANMF");
    private static final int EXIF = fourCc("EXIF");

    private static final int RIFF_HEADER_BYTES = 8;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int CANVAS_BYTES = 10;
    private static final int LOSSY_HEADER_BYTES = 10;
    private static final int LOSSLESS_HEADER_BYTES = 5;
    private static final int ALPHA_FLAG = 0x10;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int LOSSY_START_CODE = 0x2A019D;
    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int SIDE_MASK = 0x3FFF;
    private static final byte[] EXIF_PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    private record Size(int width, int height) {}

    private final ByteWindow in;
    private final FrameBudget budget;
    private boolean alpha;
    private boolean animated;
    private int pictures;
    private int orientation = ExifOrientation.UPRIGHT;

    WebpWalk(ByteWindow in, FrameBudget budget) {
        this.in = in;
        this.budget = budget;
    }

    ImageFacts walk() throws IOException, UnfitImageException {
        in.order(ByteOrder.LITTLE_ENDIAN);
        in.skip(Integer.BYTES);
        long riff = in.u32();
        in.require(riff);
        long end = RIFF_HEADER_BYTES + riff;
        in.skip(Integer.BYTES);
        int type = in.i32();
        long next = chunkEnd(end);
        Size size = type == VP8X ? canvas(next) : picture(type, next);
        if (type == VP8X) {
            in.seek(next);
            extended(size, end);
        }
        return new ImageFacts(
                ImageFormat.WEBP, size.width, size.height, alpha, animated ? pictures : 1, orientation, in.length());
    }

    private void extended(Size canvas, long end) throws IOException, UnfitImageException {
        while (end - in.position() >= CHUNK_HEADER_BYTES) {
            int type = in.i32();
            long next = chunkEnd(end);
            if (type == VP8 || type == VP8L) {
                requireSame(canvas, picture(type, next));
            } else if (type == ANMF) {
                frame(canvas, next);
            } else if (type == EXIF) {
                readExif(next);
            }
            // chunks are padded to even length; the last one of a file often is not
            in.seek(Math.min(end, next + (next & 1)));
        }
        if (pictures == 0 || !animated && pictures > 1) {
            throw UnfitImageException.corrupt("it does not have the number of pictures its WebP header promises");
        }
    }

    /** Reads the size of a chunk whose type was just read. */
    private long chunkEnd(long end) throws IOException, UnfitImageException {
        long size = in.u32();
        if (size > end - in.position()) {
            throw UnfitImageException.corrupt("a WebP chunk claims to be larger than what it is part of");
        }
        return in.position() + size;
    }

    private Size canvas(long end) throws IOException, UnfitImageException {
        requireRoom(end, CANVAS_BYTES);
        int flags = in.i32();
        alpha = (flags & ALPHA_FLAG) != 0;
        animated = (flags & ANIMATION_FLAG) != 0;
        Size size = new Size(in.u24() + 1, in.u24() + 1);
        budget.frame(size.width, size.height);
        return size;
    }

    private void frame(Size canvas, long end) throws IOException, UnfitImageException {
        requireRoom(end, FRAME_HEADER_BYTES + CHUNK_HEADER_BYTES);
        int x = 2 * in.u24();
        int y = 2 * in.u24();
        Size size = new Size(in.u24() + 1, in.u24() + 1);
        in.skip(Integer.BYTES);
        if (x + size.width > canvas.width || y + size.height > canvas.height) {
            throw UnfitImageException.corrupt("an animation frame lies outside the image");
        }
        if (pictures > 0) {
            budget.frame(canvas.width, canvas.height);
        }
        int type = in.i32();
        long next = chunkEnd(end);
        if (type == ALPH) {
            in.seek(Math.min(end, next + (next & 1)));
            type = in.i32();
            next = chunkEnd(end);
        }
        requireSame(size, picture(type, next));
    }

    private Size picture(int type, long end) throws IOException, UnfitImageException {
        boolean simple = budget.frames() == 0;
        Size size;
        if (type == VP8) {
            size = lossy(end);
        } else if (type == VP8L) {
            size = lossless(end);
        } else {
            throw UnfitImageException.corrupt("its WebP pixels are missing");
        }
        pictures++;
        if (simple) {
            budget.frame(size.width, size.height);
        }
        return size;
    }

    private Size lossy(long end) throws IOException, UnfitImageException {
        requireRoom(end, LOSSY_HEADER_BYTES);
        int tag = in.u24();
        int startCode = in.u24();
        Size size = new Size(in.u16() & SIDE_MASK, in.u16() & SIDE_MASK);
        boolean keyFrame = (tag & 1) == 0;
        if (!keyFrame || startCode != LOSSY_START_CODE || size.width == 0 || size.height == 0) {
            throw UnfitImageException.corrupt("its WebP pixels do not begin as they must");
        }
        int firstPartition = tag >>> 5;
        if (firstPartition > end - in.position()) {
            throw UnfitImageException.truncated();
        }
        return size;
    }

    private Size lossless(long end) throws IOException, UnfitImageException {
        requireRoom(end, LOSSLESS_HEADER_BYTES);
        int signature = in.u8();
        int bits = in.i32();
        if (signature != LOSSLESS_SIGNATURE || bits >>> 29 != 0) {
            throw UnfitImageException.corrupt("its WebP pixels do not begin as they must");
        }
        alpha |= (bits >>> 28 & 1) == 1;
        return new Size((bits & SIDE_MASK) + 1, (bits >>> 14 & SIDE_MASK) + 1);
    }

    private void readExif(long end) throws IOException, UnfitImageException {
        byte[] block = in.bytes((int) Math.min(end - in.position(), ExifOrientation.MAX_BLOCK_BYTES));
        // the container wants bare EXIF, but many writers copy JPEG's prefix along
        boolean prefixed = ImageFormat.startsWith(block, 0, "Exif\0\0");
        orientation =
                ExifOrientation.of(prefixed ? Arrays.copyOfRange(block, EXIF_PREFIX.length, block.length) : block);
    }

    private void requireRoom(long end, int bytes) throws UnfitImageException {
        if (end - in.position() < bytes) {
            throw UnfitImageException.corrupt("a WebP chunk is too short for what it must hold");
        }
    }

    private static void requireSame(Size claimed, Size actual) throws UnfitImageException {
        if (!claimed.equals(actual)) {
            throw UnfitImageException.corrupt("its WebP headers disagree about its size");
        }
    }

    private static int fourCc(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        return ascii[0] | ascii[1] << 8 | ascii[2] << 16 | ascii[3] << 24;
    }
}
