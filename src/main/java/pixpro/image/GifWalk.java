package pixpro.image;

import java.io.IOException;
import java.nio.ByteOrder;

/** Walks the blocks of a GIF to its trailer (CompuServe GIF89a specification, 17 to 27). */
final class GifWalk {

    private static final int SIGNATURE_BYTES = 6;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int COLOUR_TABLE_FLAG = 0x80;
    private static final int TRANSPARENT_FLAG = 1;

    private final ByteWindow in;
    private final FrameBudget budget;
    private int width;
    private int height;
    private boolean transparent;

    GifWalk(ByteWindow in, FrameBudget budget) {
        this.in = in;
        this.budget = budget;
    }

    ImageFacts walk() throws IOException, UnfitImageException {
        in.order(ByteOrder.LITTLE_ENDIAN);
        in.skip(SIGNATURE_BYTES);
        width = in.u16();
        height = in.u16();
        if (width == 0 || height == 0) {
            throw UnfitImageException.corrupt("its GIF header says it has no pixels");
        }
        int flags = in.u8();
        in.skip(2);
        skipColours(flags);
        int block = in.u8();
        while (block != TRAILER) {
            block(block);
            block = in.u8();
        }
        if (budget.frames() == 0) {
            throw UnfitImageException.corrupt("it has no pixels");
        }
        return new ImageFacts(
                ImageFormat.GIF, width, height, transparent, budget.frames(), ExifOrientation.UPRIGHT, in.length());
    }

    private void block(int block) throws IOException, UnfitImageException {
        switch (block) {
            case EXTENSION -> extension();
            case IMAGE -> image();
            case 0 -> {
                // some encoders end a block twice
            }
            default ->
                throw UnfitImageException.corrupt("something that is no GIF block stands where one should begin");
        }
    }

    private void extension() throws IOException, UnfitImageException {
        int label = in.u8();
        int length = in.u8();
        if (label == GRAPHIC_CONTROL && length > 0) {
            transparent |= (in.u8() & TRANSPARENT_FLAG) == TRANSPARENT_FLAG;
            length--;
            in.skip(length);
            length = in.u8();
        }
        while (length != 0) {
            in.skip(length);
            length = in.u8();
        }
    }

    private void image() throws IOException, UnfitImageException {
        int right = in.u16();
        int bottom = in.u16();
        int frameWidth = in.u16();
        int frameHeight = in.u16();
        right += frameWidth;
        bottom += frameHeight;
        if (frameWidth == 0 || frameHeight == 0 || right > width || bottom > height) {
            throw UnfitImageException.corrupt("a GIF frame is empty or lies outside the image");
        }
        budget.frame(width, height);
        skipColours(in.u8());
        GifPixels pixels = new GifPixels(in.u8(), (long) frameWidth * frameHeight);
        byte[] packed = new byte[255];
        int length = in.u8();
        while (length != 0) {
            in.require(length);
            for (int left = length; left > 0; ) {
                int count = in.some(packed, left);
                pixels.feed(packed, count);
                left -= count;
            }
            length = in.u8();
        }
        pixels.finish();
    }

    private void skipColours(int flags) throws UnfitImageException {
        if ((flags & COLOUR_TABLE_FLAG) != 0) {
            in.skip(3L << (flags & 7) + 1);
        }
    }
}
