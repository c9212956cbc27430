package pixpro.image;

import java.io.IOException;
import java.util.zip.CRC32;
import pixpro.image.UnfitImageException.Reason;

/**
 * Walks the chunks of a PNG (W3C PNG Specification, third edition: 5 datastream structure, 11 chunks). Sums of critical
 * chunks are checked and pixel data is unpacked to nowhere; compressed text is never unpacked.
 */
final class PngWalk {

    private static final int SIGNATURE_BYTES = 8;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int TRNS = 0x74524E53;
    private static final int EXIF = 0x65584966;
    private static final int FCTL = 0x6663544C;
    private static final int FDAT = 0x66644154;
    private static final int ANCILLARY_BIT = 0x20000000;

    private static final int PALETTE = 3;
    private static final int MAX_PALETTE_BYTES = 3 * 256;
    /** libpng's own limit for chunks that are not pixels. */
    private static final int MAX_OTHER_CHUNKS = 1000;

    private final ByteWindow in;
    private final FrameBudget budget;
    private final CRC32 sum = new CRC32();
    private final byte[] copy = new byte[16 * 1024];

    private PngHeader header;
    private PngPixels image;
    private PngFrames animation;
    private boolean imageEnded;
    private boolean palette;
    private boolean transparency;
    private int otherChunks;
    private int orientation = ExifOrientation.UPRIGHT;

    PngWalk(ByteWindow in, FrameBudget budget) {
        this.in = in;
        this.budget = budget;
    }

    ImageFacts walk() throws IOException, UnfitImageException {
        try {
            in.skip(SIGNATURE_BYTES);
            int type;
            do {
                type = chunk();
            } while (type != IEND);
            return facts();
        } finally {
            if (image != null) {
                image.close();
            }
            if (animation != null) {
                animation.close();
            }
        }
    }

    private int chunk() throws IOException, UnfitImageException {
        long length = in.u32();
        int type = in.i32();
        if (length > Integer.MAX_VALUE || !isChunkType(type)) {
            throw UnfitImageException.corrupt("something that is no PNG chunk stands where one should begin");
        }
        in.require(length + Integer.BYTES);
        if ((header == null) != (type == IHDR)) {
            throw UnfitImageException.corrupt("its PNG header is missing, doubled or not at the beginning");
        }
        sum.reset();
        update(type);
        long end = in.position() + length;
        read(type, length);
        if ((type & ANCILLARY_BIT) == 0) {
            pass(end - in.position());
            if (sum.getValue() != in.u32()) {
                throw UnfitImageException.corrupt("a checksum is wrong, so its bytes changed on the way");
            }
        } else {
            in.seek(end + Integer.BYTES);
        }
        return type;
    }

    private void read(int type, long length) throws IOException, UnfitImageException {
        if (type != IDAT && image != null) {
            imageEnded = true;
        }
        if (type != IDAT && type != FDAT && ++otherChunks > MAX_OTHER_CHUNKS) {
            throw new UnfitImageException(Reason.TOO_COMPLEX, "The PNG has more than 1000 chunks that are no pixels.");
        }
        switch (type) {
            case IHDR -> readHeader(length);
            case PLTE -> palette = checkPalette(length);
            case IDAT -> readImage(length);
            case TRNS -> transparency = true;
            case FCTL -> animation.begin(in, length, image != null);
            case FDAT -> unpack(animation.data(in, length), length - Integer.BYTES);
            case EXIF ->
                orientation = ExifOrientation.of(in.bytes((int) Math.min(length, ExifOrientation.MAX_BLOCK_BYTES)));
            case IEND -> finish();
            default -> refuseUnknownCritical(type);
        }
    }

    private void readHeader(long length) throws IOException, UnfitImageException {
        if (length != PngHeader.BYTES) {
            throw UnfitImageException.corrupt("its PNG header has the wrong length");
        }
        byte[] bytes = in.bytes(PngHeader.BYTES);
        sum.update(bytes);
        header = PngHeader.parse(bytes);
        budget.frame(header.width(), header.height());
        animation = new PngFrames(header, budget);
    }

    private boolean checkPalette(long length) throws UnfitImageException {
        if (length == 0 || length > MAX_PALETTE_BYTES || length % 3 != 0) {
            throw UnfitImageException.corrupt("its palette has an impossible length");
        }
        return true;
    }

    private void readImage(long length) throws IOException, UnfitImageException {
        if (imageEnded) {
            throw UnfitImageException.corrupt("its pixel data is torn apart by other chunks");
        }
        if (header.colourType() == PALETTE && !palette) {
            throw UnfitImageException.corrupt("its palette is missing");
        }
        if (image == null) {
            image = new PngPixels(header, header.width(), header.height());
        }
        unpack(image, length);
    }

    private void unpack(PngPixels pixels, long length) throws IOException, UnfitImageException {
        for (long left = length; left > 0; ) {
            int count = in.some(copy, left);
            sum.update(copy, 0, count);
            pixels.feed(copy, count);
            left -= count;
        }
    }

    private void refuseUnknownCritical(int type) throws UnfitImageException {
        if ((type & ANCILLARY_BIT) == 0) {
            throw UnfitImageException.corrupt("it needs a PNG chunk that nobody knows");
        }
    }

    private void finish() throws UnfitImageException {
        if (image == null) {
            throw UnfitImageException.corrupt("it has no pixels");
        }
        image.finish();
        animation.finish();
    }

    private ImageFacts facts() {
        return new ImageFacts(
                ImageFormat.PNG,
                header.width(),
                header.height(),
                header.alphaChannel() || transparency,
                Math.max(1, animation.count()),
                orientation,
                in.length());
    }

    private void pass(long length) throws IOException, UnfitImageException {
        for (long left = length; left > 0; ) {
            int count = in.some(copy, left);
            sum.update(copy, 0, count);
            left -= count;
        }
    }

    private void update(int type) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            sum.update(type >>> shift);
        }
    }

    private static boolean isChunkType(int type) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            int letter = type >>> shift & 0xDF;
            if (letter < 'A' || letter > 'Z') {
                return false;
            }
        }
        return true;
    }
}
