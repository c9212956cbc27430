package pixpro.image;

import java.io.IOException;

/** The frames of an animated PNG (W3C PNG Specification 11.3.6: fcTL and fdAT); each must be as complete as an image. */
final class PngFrames implements AutoCloseable {

    private static final int CONTROL_BYTES = 26;

    private final PngHeader header;
    private final FrameBudget budget;
    private PngPixels pixels;
    private int count;

    PngFrames(PngHeader header, FrameBudget budget) {
        this.header = header;
        this.budget = budget;
    }

    /**
     * Reads an fcTL chunk.
     *
     * @param ownPixels false for the frame that comes before the image's pixels: it only says how long to show them
     */
    void begin(ByteWindow in, long length, boolean ownPixels) throws IOException, UnfitImageException {
        finish();
        if (length != CONTROL_BYTES) {
            throw UnfitImageException.corrupt("an animation frame has the wrong length");
        }
        in.skip(Integer.BYTES);
        long width = in.u32();
        long height = in.u32();
        long right = in.u32() + width;
        long bottom = in.u32() + height;
        if (width == 0 || height == 0 || right > header.width() || bottom > header.height()) {
            throw UnfitImageException.corrupt("an animation frame lies outside the image");
        }
        count++;
        if (ownPixels) {
            budget.frame(header.width(), header.height());
            pixels = new PngPixels(header, (int) width, (int) height);
        }
    }

    /** Reads the beginning of an fdAT chunk and gives what takes the rest of it. */
    PngPixels data(ByteWindow in, long length) throws UnfitImageException {
        if (pixels == null || length < Integer.BYTES) {
            throw UnfitImageException.corrupt("animation data stands outside a frame");
        }
        in.skip(Integer.BYTES);
        return pixels;
    }

    /** Ends the frame begun last; fails when it is not complete. */
    void finish() throws UnfitImageException {
        if (pixels != null) {
            pixels.finish();
            close();
        }
    }

    /** How many frames were begun. */
    int count() {
        return count;
    }

    @Override
    public void close() {
        if (pixels != null) {
            pixels.close();
            pixels = null;
        }
    }
}
