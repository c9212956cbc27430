package pixpro.engine.effect;

import org.bytedeco.opencv.opencv_core.Mat;

/** A curve over brightness: stretches between clipped percentiles and lifts what is too dark, both within limits. */
final class ToneCurve {
    private static final double CLIPPED_SHARE = 0.004;
    private final float[] tones = new float[256];

    private ToneCurve(float black, float white, double gamma) {
        for (int tone = 0; tone < tones.length; tone++) {
            float stretched = Math.max(0, Math.min(1, (tone - black) / (white - black)));
            tones[tone] = (float) (255 * Math.pow(stretched, gamma));
        }
    }

    /**
     * Measures a picture.
     *
     * @param luma 8 bits, one channel
     * @param alpha of the same size, or null; what cannot be seen is not counted
     * @param strength 0 (the curve changes nothing) to 1
     */
    static ToneCurve of(Mat luma, Mat alpha, float strength) {
        long[] counts = histogram(luma, alpha);
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        if (all == 0) {
            return new ToneCurve(0, 255, 1);
        }
        float black = Math.min(percentile(counts, all, CLIPPED_SHARE), 50) * strength * 1.2f;
        float white =
                255 - Math.min(255 - percentile(counts, all, 1 - CLIPPED_SHARE), 60) * Math.min(1, strength * 1.2f);
        black = Math.min(black, percentile(counts, all, CLIPPED_SHARE));
        double median = percentile(counts, all, 0.5);
        double stretched = Math.max(0.02, Math.min(0.98, (median - black) / (white - black)));
        // a third of the way to the middle, and never so far that night becomes day
        double middle = stretched + 0.35 * strength * (0.46 - stretched);
        double reach = 20 * strength / 255;
        double wanted = Math.max(median / 255 - reach, Math.min(median / 255 + reach, middle));
        double gamma = Math.log(Math.max(0.02, Math.min(0.98, wanted))) / Math.log(stretched);
        gamma = Math.max(0.7, Math.min(1.4, gamma));
        return new ToneCurve(black, white, gamma);
    }

    float at(int tone) {
        return tones[tone];
    }

    private static long[] histogram(Mat luma, Mat alpha) {
        long[] counts = new long[256];
        byte[] row = new byte[luma.cols()];
        // 16-bit alpha: the high byte is the second of each pair
        int bytesPerAlpha = alpha == null ? 0 : (int) alpha.elemSize();
        byte[] opacity = new byte[luma.cols() * bytesPerAlpha];
        for (int y = 0; y < luma.rows(); y++) {
            Luma.readRow(luma, y, row);
            if (alpha != null) {
                Luma.readRow(alpha, y, opacity);
            }
            for (int x = 0; x < row.length; x++) {
                if (alpha == null || opacity[x * bytesPerAlpha + bytesPerAlpha - 1] != 0) {
                    counts[row[x] & 0xFF]++;
                }
            }
        }
        return counts;
    }

    private static float percentile(long[] counts, long all, double share) {
        long below = 0;
        for (int tone = 0; tone < counts.length; tone++) {
            below += counts[tone];
            if (below >= share * all) {
                return tone;
            }
        }
        return counts.length - 1;
    }
}
