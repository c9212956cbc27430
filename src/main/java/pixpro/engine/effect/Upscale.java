package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;
import pixpro.engine.photo.PhotoRefused;

/**
 * More pixels: Lanczos interpolation, then sharpening along edges that never goes beyond what the source has around a
 * pixel, so that edges become steep without rings or halos and flat areas keep their calm.
 */
public final class Upscale implements Effect {
    private static final float SLACK = 3;
    private final long maxPixels;

    Upscale(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    @Override
    public String name() {
        return "upscale";
    }

    @Override
    public String description() {
        return "A larger picture with crisp edges";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(Option.number("factor", 2, 4, 2, "How many times wider and higher"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        double factor = options.get("factor");
        int width = (int) Math.round(photo.width() * factor);
        int height = (int) Math.round(photo.height() * factor);
        if ((long) width * height > maxPixels) {
            throw new PhotoRefused("the result would have %d x %d pixels, more than the limit of %d megapixels"
                    .formatted(width, height, maxPixels / 1_000_000));
        }
        Mat large = new Mat();
        Mat alpha = photo.alpha() == null ? null : new Mat();
        try (Size size = new Size(width, height)) {
            Mat source = photo.alpha() == null ? photo.colour8() : PremultipliedColour.spread(photo);
            opencv_imgproc.resize(source, large, size, 0, 0, opencv_imgproc.INTER_LANCZOS4);
            sharpen(source, large, factor);
            if (alpha != null) {
                opencv_imgproc.resize(photo.alpha(), alpha, size, 0, 0, opencv_imgproc.INTER_CUBIC);
            }
        }
        return Outcome.of(photo.withColour(large).withAlpha(alpha));
    }

    private static void sharpen(Mat source, Mat large, double factor) {
        try (Mat luma = new Mat();
                Mat blurred = new Mat();
                Mat least = new Mat();
                Mat most = new Mat();
                Size any = new Size(0, 0)) {
            opencv_imgproc.cvtColor(large, luma, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.GaussianBlur(luma, blurred, any, 0.6 * factor);
            bounds(source, luma, least, most);
            byte[] pixels = new byte[large.cols() * 3];
            byte[][] rows = new byte[4][large.cols()];
            for (int y = 0; y < large.rows(); y++) {
                Luma.readRow(large, y, pixels);
                Luma.readRow(luma, y, rows[0]);
                Luma.readRow(blurred, y, rows[1]);
                Luma.readRow(least, y, rows[2]);
                Luma.readRow(most, y, rows[3]);
                for (int x = 0; x < rows[0].length; x++) {
                    float change = change(rows[0][x] & 0xFF, rows[1][x] & 0xFF, rows[2][x] & 0xFF, rows[3][x] & 0xFF);
                    for (int channel = 3 * x; channel < 3 * x + 3; channel++) {
                        pixels[channel] = Luma.toByte((pixels[channel] & 0xFF) + change);
                    }
                }
                Luma.writeRow(large, y, pixels);
            }
        }
    }

    /** The darkest and brightest neighbours in the source, at the result's size. */
    private static void bounds(Mat source, Mat luma, Mat least, Mat most) {
        try (Mat small = new Mat();
                Mat edge = new Mat();
                Mat kernel = Mat.ones(3, 3, opencv_core.CV_8U).asMat();
                Size size = luma.size()) {
            opencv_imgproc.cvtColor(source, small, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.erode(small, edge, kernel);
            opencv_imgproc.resize(edge, least, size, 0, 0, opencv_imgproc.INTER_LINEAR);
            opencv_imgproc.dilate(small, edge, kernel);
            opencv_imgproc.resize(edge, most, size, 0, 0, opencv_imgproc.INTER_LINEAR);
        }
    }

    private static float change(int tone, int blurred, int least, int most) {
        float contrast = Math.max(0, Math.min(1, (most - least - 4) / 24f));
        float sharpened = tone + 1.1f * contrast * (tone - blurred);
        return Math.max(least - SLACK, Math.min(most + SLACK, sharpened)) - tone;
    }
}
