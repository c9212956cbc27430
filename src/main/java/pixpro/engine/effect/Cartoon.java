package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * A drawing: colours smoothed within edges, brightness in soft steps, dark lines along edges (after Winnemöller et
 * al., "Real-time video abstraction" and "XDoG"). Worked out at a size at which a drawing has its detail; lines and
 * steps are cut at the full size, so that they stay crisp there.
 */
public final class Cartoon implements Effect {
    private static final double WORK_PIXELS = 1_500_000;

    @Override
    public String name() {
        return "cartoon";
    }

    @Override
    public String description() {
        return "The photo as a drawing: flat colours and dark outlines";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("edges", 0, 1, 0.5, "How many and how dark the outlines are"),
                Option.number("smoothing", 0, 1, 0.5, "How flat the colours are"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        float edges = (float) options.get("edges");
        double smoothing = options.get("smoothing");
        double scale = Math.min(1, Math.sqrt(WORK_PIXELS / (photo.width() * (double) photo.height())));
        Mat result = new Mat();
        try (Mat flat = new Mat();
                Mat lines = new Mat();
                Size work = new Size(Math.max(1, (int) Math.round(photo.width() * scale)), Math.max(1, (int)
                        Math.round(photo.height() * scale)));
                Size full = new Size(photo.width(), photo.height())) {
            opencv_imgproc.resize(photo.colour8(), flat, work, 0, 0, opencv_imgproc.INTER_AREA);
            double unit = Math.min(work.width(), work.height()) / 500.0;
            flatten(flat, lines, smoothing, unit);
            if (scale < 1) {
                // the hard borders between areas would show their pixels when enlarged
                opencv_imgproc.GaussianBlur(flat, flat, new Size(0, 0), 0.8);
                opencv_imgproc.GaussianBlur(lines, lines, new Size(0, 0), 0.6);
            }
            opencv_imgproc.resize(flat, result, full, 0, 0, opencv_imgproc.INTER_CUBIC);
            draw(result, new LocalRow(lines, result.cols(), result.rows()), edges, (float) smoothing);
        }
        return Outcome.of(photo.withColour(result));
    }

    /**
     * Repeated small bilateral steps flatten more evenly than one large step, and are faster. The lines are found after
     * the first of them: before it they would follow grain, after the last one fine shapes are gone.
     */
    private static void flatten(Mat picture, Mat lines, double smoothing, double unit) {
        int steps = (int) Math.round(2 + 5 * smoothing);
        double colourSigma = 8 + 14 * smoothing;
        double spaceSigma = Math.max(1.5, 2.4 * unit);
        int diameter = Math.min(13, 2 * (int) Math.round(1.5 * spaceSigma) + 1);
        try (Mat lab = new Mat();
                Mat next = new Mat()) {
            opencv_imgproc.cvtColor(picture, lab, opencv_imgproc.COLOR_BGR2Lab);
            for (int step = 0; step < steps; step++) {
                opencv_imgproc.bilateralFilter(lab, next, diameter, colourSigma, spaceSigma);
                next.copyTo(lab);
                if (step == 0) {
                    outline(lab, lines, Math.max(0.75, 0.8 * unit));
                }
            }
            opencv_imgproc.cvtColor(lab, picture, opencv_imgproc.COLOR_Lab2BGR);
        }
    }

    /** Gives a difference of two blurs of lightness: below zero on the dark side of an edge. */
    private static void outline(Mat lab, Mat lines, double sigma) {
        try (Mat light = new Mat();
                Mat narrow = new Mat();
                Mat wide = new Mat();
                Size any = new Size(0, 0)) {
            opencv_core.extractChannel(lab, light, 0);
            light.convertTo(light, opencv_core.CV_32F);
            opencv_imgproc.GaussianBlur(light, narrow, any, sigma);
            opencv_imgproc.GaussianBlur(light, wide, any, 1.6 * sigma);
            opencv_core.subtract(narrow, wide, lines);
        }
    }

    private static void draw(Mat picture, LocalRow lines, float edges, float smoothing) {
        byte[] pixels = new byte[picture.cols() * 3];
        float[] edge = new float[picture.cols()];
        float threshold = 5.5f - 5f * edges;
        float darkness = Math.min(0.95f, 1.8f * edges);
        float[] steps = steps(smoothing);
        for (int y = 0; y < picture.rows(); y++) {
            Luma.readRow(picture, y, pixels);
            lines.read(y, edge);
            for (int x = 0; x < edge.length; x++) {
                float ink = 1 - darkness * smoothstep((-edge[x] - threshold) / 5f);
                paint(pixels, 3 * x, steps, ink);
            }
            Luma.writeRow(picture, y, pixels);
        }
    }

    private static void paint(byte[] pixels, int at, float[] steps, float ink) {
        float blue = pixels[at] & 0xFF;
        float green = pixels[at + 1] & 0xFF;
        float red = pixels[at + 2] & 0xFF;
        float old = Luma.of(blue, green, red);
        float tone = steps[Math.round(Math.min(255, old))];
        float gain = 1.22f * (tone + 20) / (old + 20);
        pixels[at] = Luma.toByte((tone + (blue - old) * gain) * ink);
        pixels[at + 1] = Luma.toByte((tone + (green - old) * gain) * ink);
        pixels[at + 2] = Luma.toByte((tone + (red - old) * gain) * ink);
    }

    /** Brightness in ten levels with soft flanks; half of the old gradation stays, for skin and sky. */
    private static float[] steps(float smoothing) {
        float[] tones = new float[256];
        float width = 255f / 10;
        float share = 0.35f + 0.4f * smoothing;
        for (int tone = 0; tone < tones.length; tone++) {
            float level = (float) Math.floor(tone / width);
            float within = tone / width - level;
            float stepped = (level + smoothstep((within - 0.25f) / 0.5f)) * width;
            tones[tone] = tone + share * (stepped - tone);
        }
        return tones;
    }

    private static float smoothstep(float value) {
        float t = Math.max(0, Math.min(1, value));
        return t * t * (3 - 2 * t);
    }
}
