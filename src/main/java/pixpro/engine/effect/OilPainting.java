package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * A painting: a generalized Kuwahara filter (after Papari et al., 2007) replaces each place by the calmest of the
 * sectors around it, which gives patches of paint with clear borders; strokes that follow the shapes catch light.
 */
public final class OilPainting implements Effect {
    private static final double WORK_PIXELS = 1_000_000;
    private static final int SECTORS = 8;

    @Override
    public String name() {
        return "oil-painting";
    }

    @Override
    public String description() {
        return "The photo painted in oil, with visible strokes";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("brush", 0, 1, 0.5, "How wide the brush is"),
                Option.number("relief", 0, 1, 0.5, "How clearly the strokes show"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        double scale = Math.min(1, Math.sqrt(WORK_PIXELS / (photo.width() * (double) photo.height())));
        Mat result = new Mat();
        try (Mat small = new Mat();
                Mat grey = new Mat();
                Size work = new Size((int) Math.max(1, Math.round(photo.width() * scale)), (int)
                        Math.max(1, Math.round(photo.height() * scale)));
                Size full = new Size(photo.width(), photo.height())) {
            opencv_imgproc.resize(photo.colour8(), small, work, 0, 0, opencv_imgproc.INTER_AREA);
            double unit = Math.min(work.width(), work.height()) / 500.0;
            int radius = (int) Math.max(2, Math.min(14, Math.round((2.5 + 5 * options.get("brush")) * unit)));
            paint(small, radius);
            opencv_imgproc.cvtColor(small, grey, opencv_imgproc.COLOR_BGR2GRAY);
            try (Mat relief = BrushStrokes.relief(grey, Math.max(1, radius * 0.5))) {
                opencv_imgproc.resize(small, result, full, 0, 0, opencv_imgproc.INTER_CUBIC);
                light(result, new LocalRow(relief, result.cols(), result.rows()), (float) options.get("relief"));
            }
        }
        return Outcome.of(photo.withColour(result));
    }

    private static void paint(Mat picture, int radius) {
        try (Mat colour = new Mat();
                Mat withSquare = new Mat();
                Mat sum = new Mat(picture.size(), opencv_core.CV_32FC3, Scalar.all(0));
                Mat weights = new Mat(picture.size(), opencv_core.CV_32F, Scalar.all(0))) {
            picture.convertTo(colour, opencv_core.CV_32F);
            try (Mat luma = new Mat();
                    MatVector planes = new MatVector()) {
                opencv_imgproc.cvtColor(colour, luma, opencv_imgproc.COLOR_BGR2GRAY);
                opencv_core.multiply(luma, luma, luma);
                opencv_core.split(colour, planes);
                planes.push_back(luma);
                opencv_core.merge(planes, withSquare);
            }
            for (int sector = 0; sector < SECTORS; sector++) {
                addSector(withSquare, sector, radius, sum, weights);
            }
            try (Mat divisor = new Mat()) {
                opencv_imgproc.cvtColor(weights, divisor, opencv_imgproc.COLOR_GRAY2BGR);
                opencv_core.divide(sum, divisor, colour);
            }
            colour.convertTo(picture, opencv_core.CV_8U);
        }
    }

    /** Adds the mean of one sector around each place, weighted by how little brightness varies in it. */
    private static void addSector(Mat withSquare, int sector, int radius, Mat sum, Mat weights) {
        int side = 2 * radius + 1;
        try (FloatPointer shares = new FloatPointer(sector(sector, radius));
                Mat kernel = new Mat(side, side, opencv_core.CV_32F, shares);
                Mat means = new Mat();
                Mat mean = new Mat();
                Mat square = new Mat();
                Mat weight = new Mat()) {
            opencv_imgproc.filter2D(withSquare, means, -1, kernel);
            opencv_imgproc.cvtColor(means, mean, opencv_imgproc.COLOR_BGRA2BGR);
            opencv_core.extractChannel(means, square, 3);
            opencv_imgproc.cvtColor(mean, weight, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_core.multiply(weight, weight, weight);
            opencv_core.subtract(square, weight, weight);
            try (Mat least = new Mat(weight.size(), weight.type(), Scalar.all(0))) {
                opencv_core.max(weight, least, weight);
            }
            // (variance + 12)^-3, scaled to stay far from the ends of what a float holds
            weight.convertTo(weight, -1, 1 / 50.0, 12 / 50.0);
            opencv_core.pow(weight, -3, weight);
            opencv_core.add(weights, weight, weights);
            opencv_imgproc.cvtColor(weight, square, opencv_imgproc.COLOR_GRAY2BGR);
            opencv_core.multiply(mean, square, mean);
            opencv_core.add(sum, mean, sum);
        }
    }

    /** The weights of a sector: a share of a bell around the middle, open to one side. */
    private static float[] sector(int sector, int radius) {
        int side = 2 * radius + 1;
        float[] weights = new float[side * side];
        double sigma = 0.5 * radius;
        double middle = 2 * Math.PI * sector / SECTORS;
        double total = 0;
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                double turned = Math.IEEEremainder(Math.atan2(y, x) - middle, 2 * Math.PI);
                double open = x == 0 && y == 0 ? 1.0 / SECTORS : Math.exp(-4.5 * turned * turned);
                double weight = x * x + y * y > radius * radius + radius
                        ? 0
                        : open * Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
                weights[(y + radius) * side + x + radius] = (float) weight;
                total += weight;
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= (float) total;
        }
        return weights;
    }

    private static void light(Mat picture, LocalRow relief, float strength) {
        byte[] pixels = new byte[picture.cols() * 3];
        float[] light = new float[picture.cols()];
        for (int y = 0; y < picture.rows(); y++) {
            Luma.readRow(picture, y, pixels);
            relief.read(y, light);
            for (int x = 0; x < light.length; x++) {
                int at = 3 * x;
                float blue = pixels[at] & 0xFF;
                float green = pixels[at + 1] & 0xFF;
                float red = pixels[at + 2] & 0xFF;
                float old = Luma.of(blue, green, red);
                float tone = old + Math.max(-30, Math.min(30, 14 * strength * light[x]));
                pixels[at] = Luma.toByte(tone + (blue - old) * 1.12f);
                pixels[at + 1] = Luma.toByte(tone + (green - old) * 1.12f);
                pixels[at + 2] = Luma.toByte(tone + (red - old) * 1.12f);
            }
            Luma.writeRow(picture, y, pixels);
        }
    }
}
