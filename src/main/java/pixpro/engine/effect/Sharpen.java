package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * Steeper edges: an unsharp mask on brightness, so that colours do not fringe. What is as likely grain as detail is left
 * alone, and a pixel goes only a little beyond its darkest and brightest neighbours, so that no halo shows.
 */
public final class Sharpen implements Effect {
    @Override
    public String name() {
        return "sharpen";
    }

    @Override
    public String description() {
        return "Crisper edges and texture, without halos";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("strength", 0, 1, 0.5, "How much crisper"),
                Option.number("radius", 0.5, 5, 1.2, "How wide the blur is that is taken back, in pixels"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        float strength = (float) options.get("strength");
        double radius = options.get("radius");
        Mat result = photo.alpha() == null ? photo.colour8().clone() : PremultipliedColour.spread(photo);
        int side = 2 * (int) Math.ceil(radius) + 1;
        try (Mat luma = new Mat();
                Mat blurred = new Mat();
                Mat least = new Mat();
                Mat most = new Mat();
                Mat window = Mat.ones(side, side, opencv_core.CV_8U).asMat();
                Size any = new Size(0, 0)) {
            opencv_imgproc.cvtColor(result, luma, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.GaussianBlur(luma, blurred, any, radius);
            opencv_imgproc.erode(luma, least, window);
            opencv_imgproc.dilate(luma, most, window);
            double noise = NoiseLevel.of(luma);
            float grain = (float) (1 + 6 * noise * noise);
            byte[] pixels = new byte[result.cols() * 3];
            byte[][] rows = new byte[4][result.cols()];
            for (int y = 0; y < result.rows(); y++) {
                Luma.readRow(result, y, pixels);
                Luma.readRow(luma, y, rows[0]);
                Luma.readRow(blurred, y, rows[1]);
                Luma.readRow(least, y, rows[2]);
                Luma.readRow(most, y, rows[3]);
                sharpen(pixels, rows, strength, grain);
                Luma.writeRow(result, y, pixels);
            }
        }
        return Outcome.of(photo.withColour(result));
    }

    private static void sharpen(byte[] pixels, byte[][] rows, float strength, float grain) {
        for (int x = 0; x < rows[0].length; x++) {
            int tone = rows[0][x] & 0xFF;
            int least = rows[2][x] & 0xFF;
            int most = rows[3][x] & 0xFF;
            float slack = strength * 0.22f * (most - least);
            float difference = tone - (rows[1][x] & 0xFF);
            float square = difference * difference;
            float wanted = tone + 2.4f * strength * difference * square / (square + grain);
            float change = Math.max(least - slack, Math.min(most + slack, wanted)) - tone;
            for (int channel = 3 * x; channel < 3 * x + 3; channel++) {
                pixels[channel] = Luma.toByte((pixels[channel] & 0xFF) + change);
            }
        }
    }
}
