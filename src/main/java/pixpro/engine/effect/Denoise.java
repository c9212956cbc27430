package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * Removes noise by non-local means: brightness gently, by as much as the picture's own noise asks for; colour more
 * firmly, at half the size in larger pictures, where colour noise is coarse and detail is not. The search window
 * shrinks as the picture grows, which keeps a large photo at seconds.
 */
public final class Denoise implements Effect {
    private static final int PATCH = 7;

    @Override
    public String name() {
        return "denoise";
    }

    @Override
    public String description() {
        return "Less noise, with detail kept";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(Option.number("strength", 0, 1, 0.5, "How much noise is taken away"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        double strength = options.get("strength");
        double megapixels = photo.width() * (double) photo.height() / 1e6;
        Mat result = new Mat();
        try (Mat ycc = new Mat();
                MatVector planes = new MatVector();
                Mat chroma = new Mat();
                Mat luma = new Mat()) {
            opencv_imgproc.cvtColor(photo.colour8(), ycc, opencv_imgproc.COLOR_BGR2YCrCb);
            opencv_core.split(ycc, planes);
            double noise = NoiseLevel.of(planes.get(0));
            float lumaFilter = (float) (2 * strength * (0.5 + Math.min(noise, 30) * 0.85));
            // colour has noise of its own amount: taking brightness' for it would wash out borders between colours
            double chromaNoise = Math.max(NoiseLevel.of(planes.get(1)), NoiseLevel.of(planes.get(2)));
            float chromaFilter = (float) (2 * strength * (1 + 0.7 * Math.min(chromaNoise, 30)));
            nonLocalMeans(planes.get(0), luma, lumaFilter, window(megapixels));
            try (MatVector colours = new MatVector(planes.get(1), planes.get(2))) {
                opencv_core.merge(colours, chroma);
            }
            denoiseChroma(chroma, chromaFilter, megapixels);
            try (MatVector clean = new MatVector()) {
                opencv_core.split(chroma, clean);
                try (MatVector all = new MatVector(luma, clean.get(0), clean.get(1))) {
                    opencv_core.merge(all, ycc);
                }
            }
            opencv_imgproc.cvtColor(ycc, result, opencv_imgproc.COLOR_YCrCb2BGR);
        }
        return Outcome.of(photo.withColour(result));
    }

    private static void denoiseChroma(Mat chroma, float filter, double megapixels) {
        if (megapixels <= 2) {
            try (Mat clean = new Mat()) {
                nonLocalMeans(chroma, clean, filter, window(megapixels));
                clean.copyTo(chroma);
            }
            return;
        }
        try (Mat half = new Mat();
                Mat clean = new Mat();
                Size size = new Size((chroma.cols() + 1) / 2, (chroma.rows() + 1) / 2);
                Size full = chroma.size()) {
            opencv_imgproc.resize(chroma, half, size, 0, 0, opencv_imgproc.INTER_AREA);
            nonLocalMeans(half, clean, filter, window(megapixels));
            opencv_imgproc.resize(clean, chroma, full, 0, 0, opencv_imgproc.INTER_LINEAR);
        }
    }

    private static void nonLocalMeans(Mat source, Mat result, float filter, int window) {
        if (filter < 0.1f) {
            source.copyTo(result);
            return;
        }
        opencv_photo.fastNlMeansDenoising(source, result, filter, PATCH, window);
    }

    private static int window(double megapixels) {
        if (megapixels <= 2) {
            return 21;
        }
        return megapixels <= 8 ? 15 : 9;
    }
}
