package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * Makes a tilted picture level: turns it by what its straight lines say and keeps the largest rectangle without empty
 * corners. A picture that is level, or whose lines do not agree, stays as it is.
 */
public final class Straighten implements Effect {
    @Override
    public String name() {
        return "straighten";
    }

    @Override
    public String description() {
        return "Turns a tilted picture level and cuts off the empty corners";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(Option.number("maxAngle", 1, 15, 15, "Most degrees it is turned"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        double degrees;
        try (Mat luma = new Mat()) {
            opencv_imgproc.cvtColor(photo.colour8(), luma, opencv_imgproc.COLOR_BGR2GRAY);
            degrees = Tilt.of(luma, options.get("maxAngle"));
        }
        if (degrees == 0) {
            return Outcome.of(photo);
        }
        Photo level = photo.withColour(turned(photo.colour(), degrees));
        return Outcome.of(photo.alpha() == null ? level : level.withAlpha(turned(photo.alpha(), degrees)));
    }

    private static Mat turned(Mat picture, double degrees) {
        int[] inner = innerSize(picture.cols(), picture.rows(), Math.toRadians(Math.abs(degrees)));
        try (Point2f middle = new Point2f((picture.cols() - 1) / 2f, (picture.rows() - 1) / 2f);
                Mat turn = opencv_imgproc.getRotationMatrix2D(middle, -degrees, 1);
                Mat whole = new Mat();
                Size size = picture.size();
                Scalar nothing = Scalar.all(0);
                Rect part = new Rect(
                        (picture.cols() - inner[0]) / 2, (picture.rows() - inner[1]) / 2, inner[0], inner[1])) {
            opencv_imgproc.warpAffine(
                    picture, whole, turn, size, opencv_imgproc.INTER_CUBIC, opencv_core.BORDER_REPLICATE, nothing);
            try (Mat kept = new Mat(whole, part)) {
                return kept.clone();
            }
        }
    }

    /** The largest upright rectangle inside a turned one, both with the same middle. */
    private static int[] innerSize(int width, int height, double angle) {
        double longer = Math.max(width, height);
        double shorter = Math.min(width, height);
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        double across;
        double down;
        if (shorter <= 2 * sine * cosine * longer) {
            // two corners touch the longer sides
            double half = shorter / 2;
            across = width >= height ? half / sine : half / cosine;
            down = width >= height ? half / cosine : half / sine;
        } else {
            double both = cosine * cosine - sine * sine;
            across = (width * cosine - height * sine) / both;
            down = (height * cosine - width * sine) / both;
        }
        return new int[] {
            (int) Math.max(1, Math.min(width, Math.floor(across))),
            (int) Math.max(1, Math.min(height, Math.floor(down)))
        };
    }
}
