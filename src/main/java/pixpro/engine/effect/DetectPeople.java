package pixpro.engine.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;
import pixpro.engine.photo.Photo;

/**
 * Finds people who stand or walk and show from head to foot, by histograms of oriented gradients (Dalal and Triggs,
 * 2005) with the linear classifier that is compiled into OpenCV. Lists them and draws a box around each.
 */
public final class DetectPeople implements Effect {
    /** How high a person is in the classifier's window of 64 x 128. */
    private static final double PERSON_ROWS = 96;

    private static final double MOST_PIXELS = 2_000_000;

    @Override
    public String name() {
        return "detect-people";
    }

    @Override
    public String description() {
        return "Finds standing or walking people, lists them and draws a box around each";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("minSize", 0.05, 1, 0.2, "Smallest person, as a share of the picture's height"),
                Option.number("confidence", 0, 1, 0.5, "Least confidence of what is listed"));
    }

    @Override
    public boolean detects() {
        return true;
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        Mat colour = photo.colour8().clone();
        List<Detection> found = find(colour, options.get("minSize"));
        found.removeIf(person -> person.confidence() < options.get("confidence"));
        found.sort(Comparator.comparingDouble(Detection::confidence).reversed());
        found.forEach(person -> person.box().draw(colour));
        return new Outcome(photo.withColour(colour), found);
    }

    private static List<Detection> find(Mat colour, double minSize) {
        double pixels = colour.rows() * (double) colour.cols();
        double scale = Math.min(2, PERSON_ROWS / (minSize * colour.rows()));
        scale = Math.min(scale, Math.sqrt(MOST_PIXELS / pixels));
        List<Detection> people = new ArrayList<>();
        try (Mat small = new Mat();
                Mat framed = new Mat();
                Size size = new Size((int) Math.max(1, Math.round(colour.cols() * scale)), (int)
                        Math.max(1, Math.round(colour.rows() * scale)))) {
            opencv_imgproc.resize(colour, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            // the window needs room around a person, and a picture at least one window's size
            int sides = Math.max(16, (80 - small.cols()) / 2);
            int ends = Math.max(16, (144 - small.rows()) / 2);
            opencv_core.copyMakeBorder(small, framed, ends, ends, sides, sides, opencv_core.BORDER_REPLICATE);
            for (Detection found : detect(framed)) {
                Detection.Box box = found.box();
                int left = Math.max(0, box.x() - sides);
                int top = Math.max(0, box.y() - ends);
                int right = Math.min(small.cols(), box.x() - sides + box.width());
                int bottom = Math.min(small.rows(), box.y() - ends + box.height());
                if (right > left && bottom > top) {
                    Detection.Box cut = new Detection.Box(left, top, right - left, bottom - top);
                    people.add(new Detection(
                            "person", found.confidence(), cut.scaled(1 / scale, colour.cols(), colour.rows())));
                }
            }
        }
        return people;
    }

    private static List<Detection> detect(Mat picture) {
        List<Detection> found = new ArrayList<>();
        try (HOGDescriptor histograms = new HOGDescriptor();
                FloatPointer classifier = HOGDescriptor.getDefaultPeopleDetector();
                Mat weights = new Mat((int) classifier.limit(), 1, opencv_core.CV_32F, classifier);
                RectVector boxes = new RectVector();
                DoublePointer scores = new DoublePointer();
                Size stride = new Size(8, 8);
                Size padding = new Size(0, 0)) {
            histograms.setSVMDetector(weights);
            histograms.detectMultiScale(picture, boxes, scores, 0, stride, padding, 1.05, 2, false);
            for (int i = 0; i < boxes.size(); i++) {
                try (Rect box = boxes.get(i)) {
                    found.add(new Detection("person", confidence(scores.get(i)), person(box)));
                }
            }
        }
        return found;
    }

    /** The window has a margin around the person it was trained with. */
    private static Detection.Box person(Rect window) {
        int side = Math.round(window.width() * 0.1f);
        int end = Math.round(window.height() * 0.07f);
        return new Detection.Box(
                window.x() + side, window.y() + end, window.width() - 2 * side, window.height() - 2 * end);
    }

    /** A distance from the classifier's plane: below 0.5 mostly something else, above 1 rarely. */
    private static double confidence(double distance) {
        return Math.round(1000 / (1 + Math.exp(-4 * (distance - 0.7)))) / 1000.0;
    }
}
