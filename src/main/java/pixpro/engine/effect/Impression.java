package pixpro.engine.effect;

import io.trbl.blurhash.BlurHash;
import java.util.Arrays;
import pixpro.engine.photo.Photo;

/**
 * What a picture looks like at a glance.
 *
 * @param colour the one that covers most of it, as in {@code #a0c4ff}
 * @param blurHash a few waves of colour in some 30 characters
 * @see <a href="https://github.com/woltapp/blurhash">BlurHash</a>
 */
record Impression(String colour, String blurHash) {
    /** More would change nothing that can be seen of so few waves. */
    private static final int SIDE = 64;

    /** Waves along the longer and along the shorter side. */
    private static final int LONGER = 4;

    private static final int SHORTER = 3;

    /** Bits of each channel by which colours are told apart when they are counted. */
    private static final int BITS = 3;

    private static final int WHITE = 0xFFFFFF;

    /**
     * @param photo a small one, with 8 bits, in sRGB
     */
    static Impression of(Photo photo) {
        Photo tiny = Thumbnails.shrunk(photo, SIDE);
        int[] colours = new int[tiny.width() * tiny.height()];
        int[] opacities = new int[colours.length];
        read(tiny, colours, opacities);
        int dominant = dominant(colours, opacities);
        for (int i = 0; i < colours.length; i++) {
            colours[i] = over(dominant, colours[i], opacities[i]);
        }
        boolean wide = tiny.width() >= tiny.height();
        return new Impression(
                "#%06x".formatted(dominant),
                BlurHash.encode(
                        colours, tiny.width(), tiny.height(), wide ? LONGER : SHORTER, wide ? SHORTER : LONGER));
    }

    private static void read(Photo photo, int[] colours, int[] opacities) {
        byte[] row = new byte[photo.width() * 3];
        byte[] alpha = new byte[photo.width()];
        Arrays.fill(alpha, (byte) 255);
        for (int y = 0; y < photo.height(); y++) {
            Luma.readRow(photo.colour(), y, row);
            if (photo.alpha() != null) {
                Luma.readRow(photo.alpha(), y, alpha);
            }
            for (int x = 0; x < photo.width(); x++) {
                int at = y * photo.width() + x;
                colours[at] = (row[3 * x + 2] & 0xFF) << 16 | (row[3 * x + 1] & 0xFF) << 8 | row[3 * x] & 0xFF;
                opacities[at] = alpha[x] & 0xFF;
            }
        }
    }

    /** The mean of the pixels of the colour that most can be seen of; white if nothing can. */
    private static int dominant(int[] colours, int[] opacities) {
        // how much there is of each kind, and of its red, green and blue
        long[][] kinds = new long[1 << 3 * BITS][4];
        long[] fullest = kinds[0];
        for (int i = 0; i < colours.length; i++) {
            int kind = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                kind = kind << BITS | (colours[i] >> shift & 0xFF) >> 8 - BITS;
            }
            long[] sums = kinds[kind];
            sums[0] += opacities[i];
            for (int channel = 1; channel <= 3; channel++) {
                sums[channel] += (long) opacities[i] * (colours[i] >> 24 - 8 * channel & 0xFF);
            }
        }
        for (long[] sums : kinds) {
            fullest = sums[0] > fullest[0] ? sums : fullest;
        }
        if (fullest[0] == 0) {
            return WHITE;
        }
        int mean = 0;
        for (int channel = 1; channel <= 3; channel++) {
            mean = mean << 8 | (int) Math.round(fullest[channel] / (double) fullest[0]);
        }
        return mean;
    }

    private static int over(int ground, int colour, int opacity) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int above = (colour >> shift & 0xFF) * opacity;
            int below = (ground >> shift & 0xFF) * (255 - opacity);
            mixed = mixed << 8 | Math.round((above + below) / 255f);
        }
        return mixed;
    }
}
