package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * A pencil drawing: lines where a place is darker than its surroundings (colour dodge), and hatching in two directions
 * for what is dark as a whole.
 */
public final class Sketch implements Effect {
    /** Added to both sides of a ratio, so that grain in near black draws no lines. */
    private static final double DARK = 24;

    /** Surroundings change slowly: a small copy shows them just as well. */
    private static final double WORK_PIXELS = 1_000_000;

    @Override
    public String name() {
        return "sketch";
    }

    @Override
    public String description() {
        return "The photo as a pencil drawing";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("lines", 0, 1, 0.5, "How dark the lines are"),
                Option.number("shading", 0, 1, 0.5, "How densely dark areas are hatched"),
                Option.number("colour", 0, 1, 0, "How much of the photo's colour shows, as with coloured pencils"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        Mat source = photo.colour8();
        Mat result = new Mat(source.size(), source.type());
        float unit = Math.max(0.6f, photo.shorterSide() / 500f);
        try (Mat grey = new Mat();
                Mat around = new Mat();
                Mat tone = new Mat();
                Size any = new Size(0, 0);
                Size full = source.size()) {
            opencv_imgproc.cvtColor(source, grey, opencv_imgproc.COLOR_BGR2GRAY);
            surroundings(grey, around, tone, unit);
            opencv_imgproc.resize(around, around, full, 0, 0, opencv_imgproc.INTER_LINEAR);
            opencv_imgproc.resize(tone, tone, full, 0, 0, opencv_imgproc.INTER_LINEAR);
            // a line is as wide as a pencil, however many pixels that is
            opencv_imgproc.GaussianBlur(grey, grey, any, 0.55 * unit);
            dodge(grey, around);
            draw(source, around, tone, result, new Pencil(options, unit));
        }
        return Outcome.of(photo.withColour(result));
    }

    /** Gives, at a small size, the mean around each place, and its tone without small shapes. */
    private static void surroundings(Mat grey, Mat around, Mat tone, float unit) {
        double scale = Math.min(1, Math.sqrt(WORK_PIXELS / ((double) grey.rows() * grey.cols())));
        try (Mat small = new Mat();
                Size any = new Size(0, 0);
                Size size = new Size((int) Math.max(1, Math.round(grey.cols() * scale)), (int)
                        Math.max(1, Math.round(grey.rows() * scale)))) {
            opencv_imgproc.resize(grey, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.GaussianBlur(small, around, any, 5 * unit * scale);
            opencv_imgproc.GaussianBlur(small, tone, any, 1.2 * unit * scale);
        }
    }

    /** Gives 255 where a place is as bright as its surroundings, less where it is darker. */
    private static void dodge(Mat grey, Mat around) {
        grey.convertTo(grey, -1, 1, DARK);
        around.convertTo(around, -1, 1, DARK);
        opencv_core.divide(grey, around, around, 255, -1);
    }

    private static void draw(Mat source, Mat dodged, Mat tone, Mat result, Pencil pencil) {
        byte[] pixels = new byte[source.cols() * 3];
        byte[] lines = new byte[source.cols()];
        byte[] tones = new byte[source.cols()];
        for (int y = 0; y < source.rows(); y++) {
            Luma.readRow(source, y, pixels);
            Luma.readRow(dodged, y, lines);
            Luma.readRow(tone, y, tones);
            for (int x = 0; x < lines.length; x++) {
                pencil.draw(pixels, x, y, lines[x] & 0xFF, tones[x] & 0xFF);
            }
            Luma.writeRow(result, y, pixels);
        }
    }

    /** What the options make of a pixel. */
    private static final class Pencil {
        private final float lines;
        private final float shading;
        private final float colour;
        private final PencilHatching first;
        private final PencilHatching second;

        Pencil(OptionValues options, float unit) {
            lines = 0.8f + 2.8f * (float) options.get("lines");
            shading = (float) options.get("shading");
            colour = (float) options.get("colour");
            first = new PencilHatching(unit, true);
            second = new PencilHatching(unit, false);
        }

        void draw(byte[] pixels, int x, int y, int dodged, int tone) {
            float line = Math.min(1, lines * Math.max(0, 1 - dodged / 255f - 0.015f));
            float dark = 1 - tone / 255f;
            float hatched = cover(1.1f * dark - 0.18f, first.at(x, y));
            float crossed = cover(1.5f * dark - 0.85f, second.at(x, y));
            float even = Math.max(0, dark - 0.2f) * 0.5f + Math.max(0, dark - 0.75f) * 1.2f;
            float shade = Math.min(0.88f, shading * (0.6f * hatched + 0.4f * crossed + even));
            float paper = 252 * (1 - 0.82f * line) * (1 - shade);
            int at = 3 * x;
            float blue = pixels[at] & 0xFF;
            float green = pixels[at + 1] & 0xFF;
            float red = pixels[at + 2] & 0xFF;
            float old = Luma.of(blue, green, red);
            pixels[at] = Luma.toByte(paper + colour * (blue - old));
            pixels[at + 1] = Luma.toByte(paper + colour * (green - old));
            pixels[at + 2] = Luma.toByte(paper + colour * (red - old));
        }

        private static float cover(float dark, float threshold) {
            return Math.max(0, Math.min(1, 0.5f + (dark - threshold) * 1.7f)) * Math.min(1, Math.max(0, dark) * 3);
        }
    }
}
