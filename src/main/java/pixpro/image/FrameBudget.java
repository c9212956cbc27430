package pixpro.image;

import java.text.NumberFormat;
import java.util.Locale;
import pixpro.image.UnfitImageException.Reason;

/** Counts the frames and pixels an image claims, before anybody would allocate them, and stops at the limit. */
final class FrameBudget {

    /** No photo and hardly an animation has more; each costs a decoder time even when it is one pixel small. */
    static final int MAX_FRAMES = 1000;

    private static final double MEGA = 1_000_000;

    private final long maxPixels;
    private long pixels;
    private int frames;

    FrameBudget(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Takes one frame of the given size, both sides already known to be positive. */
    void frame(long width, long height) throws UnfitImageException {
        frames++;
        if (frames > MAX_FRAMES) {
            throw new UnfitImageException(
                    Reason.TOO_COMPLEX, "The image has more than " + MAX_FRAMES + " frames or pages.");
        }
        if (width > maxPixels / height || pixels + width * height > maxPixels) {
            throw tooManyPixels(width, height);
        }
        pixels += width * height;
    }

    int frames() {
        return frames;
    }

    private UnfitImageException tooManyPixels(long width, long height) {
        NumberFormat number = NumberFormat.getIntegerInstance(Locale.ROOT);
        String claim = frames == 1
                ? "The image claims " + number.format(width) + " × " + number.format(height) + " pixels"
                : "The frames or pages of the image are too large together";
        return new UnfitImageException(
                Reason.TOO_MANY_PIXELS, claim + "; at most " + megapixels(maxPixels) + " megapixels are allowed.");
    }

    private static String megapixels(long pixels) {
        NumberFormat number = NumberFormat.getNumberInstance(Locale.ROOT);
        number.setMaximumFractionDigits(2);
        return number.format(pixels / MEGA);
    }
}
