package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * Cuts the subject out: found at a small size, its border fitted to the picture's own edges at a medium one, so that
 * hair and cloth end softly. Colours of the background are taken out of the border, and out of the file.
 */
public final class RemoveBackground implements Effect {
    private static final double FIND_SIDE = 420;
    private static final double BORDER_PIXELS = 2_000_000;
    private static final double FACE_SIZE = 0.1;
    private static final double FACE_CONFIDENCE = 0.8;

    private final FaceFinder faces;

    RemoveBackground(FaceFinder faces) {
        this.faces = faces;
    }

    @Override
    public String name() {
        return "remove-background";
    }

    @Override
    public String description() {
        return "The subject alone, everything else transparent";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(Option.number("softness", 0, 1, 0.5, "How soft the border is"));
    }

    @Override
    public long weightBytes() {
        return faces.bytes();
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        Mat source = photo.colour8();
        double pixels = source.rows() * (double) source.cols();
        try (Mat medium = new Mat();
                Size size = scaled(source, Math.min(1, Math.sqrt(BORDER_PIXELS / pixels)))) {
            opencv_imgproc.resize(source, medium, size, 0, 0, opencv_imgproc.INTER_AREA);
            Mat opacity = opacity(medium, options.get("softness"));
            Mat clean = withoutSpill(medium, opacity);
            return Outcome.of(cut(photo, opacity, clean));
        }
    }

    private static Size scaled(Mat picture, double scale) {
        return new Size((int) Math.max(1, Math.round(picture.cols() * scale)), (int)
                Math.max(1, Math.round(picture.rows() * scale)));
    }

    /** Gives 0 to 1 at the size of the picture that is given. */
    private Mat opacity(Mat picture, double softness) {
        Mat opacity = new Mat();
        double scale = Math.min(1, FIND_SIDE / Math.max(picture.cols(), picture.rows()));
        List<Detection> found = faces.find(picture, FACE_SIZE, FACE_CONFIDENCE).stream()
                .map(face -> new Detection(
                        face.label(),
                        face.confidence(),
                        face.box().scaled(scale, (int) Math.ceil(picture.cols() * scale), (int)
                                Math.ceil(picture.rows() * scale))))
                .toList();
        try (Mat small = new Mat();
                Mat guide = new Mat();
                Size size = scaled(picture, scale);
                Size full = picture.size();
                Size any = new Size(0, 0)) {
            opencv_imgproc.resize(picture, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            try (Mat subject = Subject.of(small, found)) {
                subject.convertTo(opacity, opencv_core.CV_32F, 1 / 255.0, 0);
            }
            opencv_imgproc.GaussianBlur(opacity, opacity, any, 0.8);
            opencv_imgproc.resize(opacity, opacity, full, 0, 0, opencv_imgproc.INTER_CUBIC);
            picture.convertTo(guide, opencv_core.CV_32F, 1 / 255.0, 0);
            int radius = (int) Math.max(2, Math.round(Math.min(full.width(), full.height()) * 0.012));
            opencv_ximgproc.guidedFilter(guide, opacity, opacity, radius, 1e-4, opencv_core.CV_32F, 1);
        }
        // what is nearly seen through or nearly opaque is only the filter's doubt
        double slope = 1 / (0.25 + 0.55 * softness);
        opacity.convertTo(opacity, -1, slope, 0.5 - 0.5 * slope);
        clamp(opacity);
        return opacity;
    }

    private static void clamp(Mat values) {
        try (Mat least = new Mat(values.size(), values.type(), Scalar.all(0));
                Mat most = new Mat(values.size(), values.type(), Scalar.all(1))) {
            opencv_core.max(values, least, values);
            opencv_core.min(values, most, values);
        }
    }

    /** Gives the picture with the colours of the subject's inside drawn out over its border. */
    private static Mat withoutSpill(Mat picture, Mat opacity) {
        Mat clean = new Mat();
        try (Mat inside = new Mat();
                Mat weights = new Mat();
                Mat sum = new Mat();
                Mat colour = new Mat();
                Size window = new Size(0, 0)) {
            opencv_core.pow(opacity, 6, inside);
            // never nothing to divide by: far from the subject the picture's own colour comes back
            inside.convertTo(inside, -1, 1, 1e-4);
            opencv_imgproc.cvtColor(inside, weights, opencv_imgproc.COLOR_GRAY2BGR);
            picture.convertTo(colour, opencv_core.CV_32F);
            opencv_core.multiply(colour, weights, sum);
            double sigma = Math.max(1.5, Math.min(picture.cols(), picture.rows()) * 0.008);
            opencv_imgproc.GaussianBlur(sum, sum, window, sigma);
            opencv_imgproc.GaussianBlur(weights, weights, window, sigma);
            opencv_core.divide(sum, weights, colour);
            colour.convertTo(clean, opencv_core.CV_8U);
        }
        return clean;
    }

    private static Photo cut(Photo photo, Mat opacity, Mat clean) {
        boolean deep = photo.isDeep();
        Mat alpha = new Mat(photo.colour().size(), deep ? opencv_core.CV_16U : opencv_core.CV_8U);
        Mat result = photo.colour8().clone();
        LocalRow rows = new LocalRow(opacity, result.cols(), result.rows());
        float[] share = new float[result.cols()];
        byte[] pixels = new byte[result.cols() * 3];
        byte[] inner = new byte[result.cols() * 3];
        try (Mat full = new Mat();
                Mat shares = new Mat(result.size(), opencv_core.CV_32F);
                Size size = result.size()) {
            opencv_imgproc.resize(clean, full, size, 0, 0, opencv_imgproc.INTER_LINEAR);
            for (int y = 0; y < result.rows(); y++) {
                rows.read(y, share);
                Luma.readRow(result, y, pixels);
                Luma.readRow(full, y, inner);
                for (int x = 0; x < share.length; x++) {
                    for (int channel = 3 * x; channel < 3 * x + 3; channel++) {
                        float own = pixels[channel] & 0xFF;
                        float drawnOut = inner[channel] & 0xFF;
                        pixels[channel] =
                                share[x] * 255 < 0.5f ? 0 : Luma.toByte(drawnOut + share[x] * (own - drawnOut));
                    }
                }
                Luma.writeRow(result, y, pixels);
                Blending.writeRow(shares, y, share);
            }
            if (photo.alpha() == null) {
                shares.convertTo(alpha, alpha.type(), deep ? 65_535 : 255, 0);
            } else {
                opencv_core.multiply(photo.alpha(), shares, alpha, 1, alpha.type());
            }
        }
        return photo.withColour(result).withAlpha(alpha).inFormatWithAlpha();
    }
}
