package pixpro.engine.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * Finds frontal faces with the Haar cascades that come with OpenCV (Intel License Agreement for Open Source Computer
 * Vision Library, stated in each file) and draws a box around each. One cascade proposes, two others look again: a
 * pattern that only one of them takes for a face is left out by default.
 */
public final class DetectFaces implements Effect {
    private static final int WINDOW = 24;
    private final FaceCascades cascades = new FaceCascades();

    @Override
    public String name() {
        return "detect-faces";
    }

    @Override
    public String description() {
        return "Finds faces, lists them and draws a box around each";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("minSize", 0.02, 1, 0.05, "Smallest face, as a share of the shorter side"),
                Option.number("confidence", 0, 1, 0.5, "Least confidence of what is listed"));
    }

    @Override
    public boolean detects() {
        return true;
    }

    @Override
    public long weightBytes() {
        return cascades.bytes();
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        Mat colour = photo.colour8().clone();
        List<Detection> found = find(colour, options.get("minSize")).stream()
                .filter(detection -> detection.confidence() >= options.get("confidence"))
                .sorted(Comparator.comparingDouble(Detection::confidence).reversed())
                .toList();
        found.forEach(detection -> draw(colour, detection.box()));
        return new Outcome(photo.withColour(colour), found);
    }

    /** Looks at the size at which the smallest wanted face just fills the cascades' window. */
    private List<Detection> find(Mat colour, double minSize) {
        int shorter = Math.min(colour.cols(), colour.rows());
        double scale = Math.min(2, WINDOW * 1.2 / (minSize * shorter));
        List<Detection> faces = new ArrayList<>();
        try (Mat luma = new Mat();
                Size size = new Size((int) Math.max(1, Math.round(colour.cols() * scale)), (int)
                        Math.max(1, Math.round(colour.rows() * scale)))) {
            opencv_imgproc.cvtColor(colour, luma, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.resize(
                    luma, luma, size, 0, 0, scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
            for (Detection found : cascades.find(luma, (int) Math.max(WINDOW, minSize * shorter * scale))) {
                faces.add(new Detection("face", found.confidence(), rescale(found.box(), scale, colour)));
            }
        }
        return faces;
    }

    private static Detection.Box rescale(Detection.Box box, double scale, Mat colour) {
        int x = (int) Math.max(0, Math.round(box.x() / scale));
        int y = (int) Math.max(0, Math.round(box.y() / scale));
        int width = (int) Math.min(colour.cols() - x, Math.round(box.width() / scale));
        int height = (int) Math.min(colour.rows() - y, Math.round(box.height() / scale));
        return new Detection.Box(x, y, width, height);
    }

    /** A bright line on a dark one can be seen on any ground. */
    private static void draw(Mat colour, Detection.Box box) {
        int line = Math.max(2, Math.round(Math.min(colour.cols(), colour.rows()) / 200f));
        try (Point from = new Point(box.x(), box.y());
                Point to = new Point(box.x() + box.width() - 1, box.y() + box.height() - 1);
                Scalar dark = new Scalar(30, 30, 30, 0);
                Scalar bright = new Scalar(60, 220, 120, 0)) {
            opencv_imgproc.rectangle(colour, from, to, dark, line + Math.max(2, line / 2), opencv_imgproc.LINE_AA, 0);
            opencv_imgproc.rectangle(colour, from, to, bright, line, opencv_imgproc.LINE_AA, 0);
        }
    }
}
