package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;
import pixpro.engine.photo.Photo;

/**
 * Contrast and detail. Only brightness is worked on; colours follow it along their own hue, so that nothing shifts:
 * a tone curve between clipped percentiles, local contrast (CLAHE) taken at a small size and smoothed along edges,
 * detail above an edge-preserving base with large steps left alone (no halos), and a little more colour where there
 * is little.
 */
public final class Enhance implements Effect {
    /** Local contrast is a slow change over the picture: a small copy shows it just as well. */
    private static final double ANALYSIS_PIXELS = 1_000_000;

    private static final int STRIP_ROWS = 256;

    @Override
    public String name() {
        return "enhance";
    }

    @Override
    public String description() {
        return "Better contrast and detail, with the picture's own colours";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(Option.number("strength", 0, 1, 0.5, "How much is changed"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        float strength = (float) options.get("strength");
        Mat source = photo.colour8();
        Mat result = new Mat(source.size(), source.type());
        try (Mat luma = new Mat();
                Mat local = new Mat()) {
            opencv_imgproc.cvtColor(source, luma, opencv_imgproc.COLOR_BGR2GRAY);
            ToneCurve curve = ToneCurve.of(luma, photo.alpha(), strength);
            localContrast(luma, local, 1 + 2 * strength);
            int radius = Math.max(2, Math.round(photo.shorterSide() / 400f));
            float grain = grain(NoiseLevel.of(luma));
            for (int top = 0; top < source.rows(); top += STRIP_ROWS) {
                strip(source, luma, local, result, top, radius, curve, grain, strength);
            }
        }
        return Outcome.of(photo.withColour(result));
    }

    /** Gives, as floating-point numbers at a small size, how much CLAHE would raise or lower each place. */
    private static void localContrast(Mat luma, Mat local, double clip) {
        double scale = Math.min(1, Math.sqrt(ANALYSIS_PIXELS / ((double) luma.rows() * luma.cols())));
        try (Mat small = new Mat();
                Mat equalized = new Mat();
                Mat change = new Mat();
                Size tiles = new Size(8, 8);
                CLAHE clahe = opencv_imgproc.createCLAHE(clip, tiles);
                Size size = new Size(Math.max(8, (int) Math.round(luma.cols() * scale)), Math.max(8, (int)
                        Math.round(luma.rows() * scale)))) {
            opencv_imgproc.resize(luma, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            clahe.apply(small, equalized);
            opencv_core.subtract(equalized, small, change, null, opencv_core.CV_32F);
            // brightness as a whole is the tone curve's business: here only what differs from place to place counts
            try (Scalar mean = opencv_core.mean(change)) {
                change.convertTo(change, -1, 1, -0.85 * mean.get(0));
            }
            int radius = Math.max(4, Math.min(small.rows(), small.cols()) / 30);
            opencv_ximgproc.guidedFilter(small, change, local, radius, 200, opencv_core.CV_32F, 1);
        }
    }

    private static void strip(
            Mat source,
            Mat luma,
            Mat local,
            Mat result,
            int top,
            int radius,
            ToneCurve curve,
            float grain,
            float strength) {
        int bottom = Math.min(top + STRIP_ROWS, source.rows());
        int from = Math.max(0, top - 2 * radius);
        int to = Math.min(source.rows(), bottom + 2 * radius);
        try (Mat part = luma.rowRange(from, to);
                Mat base = new Mat()) {
            opencv_ximgproc.guidedFilter(part, part, base, radius, 150, opencv_core.CV_32F, 1);
            LocalRow localRow = new LocalRow(local, source.cols(), source.rows());
            byte[] pixels = new byte[source.cols() * 3];
            byte[] luminance = new byte[source.cols()];
            float[] smooth = new float[source.cols()];
            float[] change = new float[source.cols()];
            for (int y = top; y < bottom; y++) {
                Luma.readRow(source, y, pixels);
                Luma.readRow(luma, y, luminance);
                try (FloatPointer row = new FloatPointer(base.ptr(y - from))) {
                    row.get(smooth);
                }
                localRow.read(y, change);
                for (int x = 0; x < luminance.length; x++) {
                    int tone = luminance[x] & 0xFF;
                    float detail = detail(tone - smooth[x], grain) * strength * 2.2f;
                    recolour(pixels, 3 * x, curve.at(tone) + change[x] * strength * 0.7f + detail, strength);
                }
                Luma.writeRow(result, y, pixels);
            }
        }
    }

    /** The square of a difference that is as likely grain as detail. */
    private static float grain(double noise) {
        return (float) (2 + 7 * noise * noise);
    }

    /** Leaves out what is likely grain and holds back at real edges, where halos would show. */
    private static float detail(float difference, float grain) {
        float square = difference * difference;
        return difference * (square / (square + grain)) / (1 + Math.abs(difference) / 20f);
    }

    /** Gives one pixel another brightness, keeping its hue and staying inside what can be shown. */
    private static void recolour(byte[] pixels, int at, float wanted, float strength) {
        float blue = pixels[at] & 0xFF;
        float green = pixels[at + 1] & 0xFF;
        float red = pixels[at + 2] & 0xFF;
        float old = Luma.of(blue, green, red);
        float tone = Math.max(0, Math.min(255, wanted));
        float most = Math.max(blue, Math.max(green, red));
        float least = Math.min(blue, Math.min(green, red));
        float saturation = (most - least) / Math.max(most, 1);
        float dull = 1 - saturation;
        float ratio = Math.max(0.5f, Math.min(1.8f, (tone + 12) / (old + 12)));
        float gain = (1 + 0.7f * (ratio - 1)) * (1 + 0.3f * strength * dull * dull);
        gain = Math.min(gain, room(most - old, 255 - tone));
        gain = Math.min(gain, room(old - least, tone));
        pixels[at] = Luma.toByte(tone + (blue - old) * gain);
        pixels[at + 1] = Luma.toByte(tone + (green - old) * gain);
        pixels[at + 2] = Luma.toByte(tone + (red - old) * gain);
    }

    private static float room(float distance, float available) {
        return distance < 0.5f ? Float.MAX_VALUE : available / distance;
    }
}
