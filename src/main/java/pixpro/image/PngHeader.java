package pixpro.image;

import java.nio.ByteBuffer;

/**
 * The IHDR chunk (W3C PNG Specification 11.2.1).
 *
 * @param width in pixels, positive
 * @param height in pixels, positive
 * @param bitsPerPixel over all channels
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 * @param interlaced in seven passes (Adam7)
 */
record PngHeader(int width, int height, int bitsPerPixel, int colourType, boolean interlaced) {

    static final int BYTES = 13;

    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};
    /** Which bit depths each colour type allows, bit n for depth n. */
    private static final int[] DEPTHS = {
        1 << 1 | 1 << 2 | 1 << 4 | 1 << 8 | 1 << 16,
        0,
        1 << 8 | 1 << 16,
        1 << 1 | 1 << 2 | 1 << 4 | 1 << 8,
        1 << 8 | 1 << 16,
        0,
        1 << 8 | 1 << 16
    };

    private static final int MAX_DEPTH = 16;
    private static final int ALPHA_BIT = 4;

    static PngHeader parse(byte[] bytes) throws UnfitImageException {
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int width = fields.getInt();
        int height = fields.getInt();
        int depth = fields.get() & 0xFF;
        int colourType = fields.get() & 0xFF;
        int compression = fields.get();
        int filter = fields.get();
        int interlace = fields.get();
        if (width <= 0 || height <= 0) {
            throw UnfitImageException.corrupt("its PNG header says it has no pixels");
        }
        boolean known = colourType < DEPTHS.length && depth <= MAX_DEPTH && (DEPTHS[colourType] >> depth & 1) == 1;
        if (!known || compression != 0 || filter != 0 || interlace < 0 || interlace > 1) {
            throw UnfitImageException.corrupt("its PNG header asks for something PNG does not have");
        }
        return new PngHeader(width, height, depth * CHANNELS[colourType], colourType, interlace == 1);
    }

    boolean alphaChannel() {
        return (colourType & ALPHA_BIT) != 0;
    }
}
