package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.PhotoRefused;

/**
 * Tells what a small picture shows from what is behind it, by GrabCut. Where to begin is guessed: below a face there is
 * a body; without a face the subject is in the middle and differs from what lies along the picture's edges.
 */
final class Subject {
    private static final int ROUNDS = 6;
    private static final int LEAST_SAMPLES = 32;

    private Subject() {}

    /**
     * Gives 255 where the subject is, 0 elsewhere.
     *
     * @param picture 8 bits, three channels, a few hundred pixels wide
     * @param faces in the picture's pixels, surest first
     * @throws PhotoRefused if there is no subject to be seen
     */
    static Mat of(Mat picture, List<Detection> faces) {
        Mat subject = new Mat();
        // GrabCut begins with random numbers; the same picture shall always give the same result
        opencv_core.setRNGSeed(1);
        try (Mat mask = new Mat(picture.size(), opencv_core.CV_8U, Scalar.all(opencv_imgproc.GC_PR_BGD));
                Mat background = new Mat();
                Mat foreground = new Mat();
                Rect unused = new Rect()) {
            if (faces.isEmpty()) {
                seedMiddle(picture, mask);
            } else {
                seedPeople(picture, mask, faces);
            }
            refuseUnlessBoth(mask);
            opencv_imgproc.grabCut(
                    picture, mask, unused, background, foreground, ROUNDS, opencv_imgproc.GC_INIT_WITH_MASK);
            try (Mat one = new Mat(mask.size(), mask.type(), Scalar.all(1))) {
                // both kinds of foreground, the certain and the probable, are odd numbers
                opencv_core.bitwise_and(mask, one, subject);
            }
            subject.convertTo(subject, -1, 255, 0);
        }
        keepLargeParts(subject);
        if (opencv_core.countNonZero(subject) < 0.002 * subject.total()) {
            throw nothingStandsOut();
        }
        return subject;
    }

    /** GrabCut learns its colours from pixels of either kind, and fails without some. */
    private static void refuseUnlessBoth(Mat mask) {
        try (Mat one = new Mat(mask.size(), mask.type(), Scalar.all(1));
                Mat chosen = new Mat()) {
            opencv_core.bitwise_and(mask, one, chosen);
            long subject = opencv_core.countNonZero(chosen);
            if (Math.min(subject, mask.total() - subject) < LEAST_SAMPLES) {
                throw nothingStandsOut();
            }
        }
    }

    private static PhotoRefused nothingStandsOut() {
        return new PhotoRefused("nothing in the image stands out from its background");
    }

    private static void seedPeople(Mat picture, Mat mask, List<Detection> faces) {
        int columns = mask.cols();
        int rows = mask.rows();
        for (Detection face : faces) {
            Detection.Box box = face.box();
            double middle = box.x() + box.width() / 2.0;
            double unit = box.width();
            double chin = box.y() + box.height();
            // shoulders and arms, widening downwards
            for (int row = (int) chin; row < rows; row++) {
                double below = (row - chin) / unit;
                double half = unit * Math.min(1.75, 0.45 + 1.6 * below);
                band(mask, row, middle - half, middle + half, opencv_imgproc.GC_PR_FGD);
            }
            ellipse(mask, middle, box.y() + 0.4 * unit, 0.72 * unit, 0.95 * unit, opencv_imgproc.GC_PR_FGD);
        }
        try (Mat salience = Salience.of(picture, false);
                Mat above = new Mat()) {
            double split = opencv_imgproc.threshold(salience, above, 0, 255, opencv_imgproc.THRESH_OTSU);
            for (Detection face : faces) {
                Detection.Box box = face.box();
                // a breast is a body's, however dark a garment makes it
                for (int row = box.y() + box.height(); row < rows; row++) {
                    double half = 1.15 * box.width();
                    double middle = box.x() + box.width() / 2.0;
                    band(salience, row, middle - half, middle + half, 255);
                }
            }
            set(mask, salience, 0.4 * split, opencv_imgproc.THRESH_BINARY_INV, opencv_imgproc.GC_BGD);
        }
        for (Detection face : faces) {
            Detection.Box box = face.box();
            double middle = box.x() + box.width() / 2.0;
            double unit = box.width();
            ellipse(mask, middle, box.y() + 0.5 * unit, 0.38 * unit, 0.5 * unit, opencv_imgproc.GC_FGD);
            double chin = box.y() + box.height();
            for (int row = (int) chin; row < chin + 0.5 * unit; row++) {
                band(mask, row, middle - 0.25 * unit, middle + 0.25 * unit, opencv_imgproc.GC_FGD);
            }
            for (int row = (int) (chin + 0.5 * unit); row < Math.min(rows, chin + 3.5 * unit); row++) {
                band(mask, row, middle - 0.6 * unit, middle + 0.6 * unit, opencv_imgproc.GC_FGD);
            }
        }
        // what is above the highest head, and beside all heads at their height, is behind them
        double top = faces.stream()
                .mapToDouble(face -> face.box().y() - 0.75 * face.box().height())
                .min()
                .orElse(0);
        double lowestChin = faces.stream()
                .mapToDouble(face -> face.box().y() + face.box().height())
                .min()
                .orElse(0);
        double left = faces.stream()
                .mapToDouble(face -> face.box().x() - 0.8 * face.box().width())
                .min()
                .orElse(0);
        double right = faces.stream()
                .mapToDouble(face -> face.box().x() + 1.8 * face.box().width())
                .max()
                .orElse(0);
        for (int row = 0; row < Math.min(rows, lowestChin); row++) {
            band(mask, row, 0, row < top ? columns : left, opencv_imgproc.GC_BGD);
            band(mask, row, right, columns, opencv_imgproc.GC_BGD);
        }
        // a little lower there are shoulders, but hardly ever out to the picture's sides
        double shoulders = lowestChin + 1.2 * faces.get(0).box().height();
        for (int row = 0; row < Math.min(rows, shoulders); row++) {
            band(mask, row, 0, Math.min(left, 0.03 * columns), opencv_imgproc.GC_BGD);
            band(mask, row, Math.max(right, 0.97 * columns), columns, opencv_imgproc.GC_BGD);
        }
    }

    private static void seedMiddle(Mat picture, Mat mask) {
        int columns = mask.cols();
        int rows = mask.rows();
        try (Mat salience = Salience.of(picture, true);
                Mat above = new Mat()) {
            double split = opencv_imgproc.threshold(salience, above, 0, 255, opencv_imgproc.THRESH_OTSU);
            set(mask, salience, 0.45 * split, opencv_imgproc.THRESH_BINARY_INV, opencv_imgproc.GC_BGD);
            set(mask, salience, 0.62 * split, opencv_imgproc.THRESH_BINARY, opencv_imgproc.GC_PR_FGD);
            set(mask, salience, split + 0.5 * (255 - split), opencv_imgproc.THRESH_BINARY, opencv_imgproc.GC_FGD);
        }
        ellipse(mask, columns / 2.0, rows / 2.0, 0.06 * columns, 0.08 * rows, opencv_imgproc.GC_PR_FGD);
        int edge = Math.max(1, Math.min(columns, rows) / 60);
        for (int row = 0; row < rows; row++) {
            boolean whole = row < edge || row >= rows - edge;
            band(mask, row, 0, whole ? columns : edge, opencv_imgproc.GC_BGD);
            band(mask, row, columns - edge, columns, opencv_imgproc.GC_BGD);
        }
    }

    /** Marks where values are above, or not above, a limit. */
    private static void set(Mat mask, Mat values, double limit, int side, int mark) {
        try (Mat chosen = new Mat();
                Mat marks = new Mat(mask.size(), mask.type(), Scalar.all(mark))) {
            opencv_imgproc.threshold(values, chosen, limit, 255, side);
            marks.copyTo(mask, chosen);
        }
    }

    private static void ellipse(Mat mask, double x, double y, double across, double down, int value) {
        try (Point middle = new Point((int) Math.round(x), (int) Math.round(y));
                Size radii = new Size((int) Math.max(1, Math.round(across)), (int) Math.max(1, Math.round(down)));
                Scalar colour = Scalar.all(value)) {
            opencv_imgproc.ellipse(
                    mask, middle, radii, 0, 0, 360, colour, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
        }
    }

    private static void band(Mat mask, int row, double from, double to, int value) {
        int left = (int) Math.max(0, Math.round(from));
        int right = (int) Math.min(mask.cols(), Math.round(to));
        if (row < 0 || row >= mask.rows() || right <= left) {
            return;
        }
        try (Rect around = new Rect(left, row, right - left, 1);
                Mat part = new Mat(mask, around);
                Mat filled = new Mat(part.size(), part.type(), Scalar.all(value))) {
            filled.copyTo(part);
        }
    }

    /** Leaves out specks, and closes small holes. */
    private static void keepLargeParts(Mat subject) {
        double pixels = subject.rows() * (double) subject.cols();
        replaceSmall(subject, 0.12, 0);
        opencv_core.bitwise_not(subject, subject);
        replaceSmall(subject, 0, 0.004 * pixels);
        opencv_core.bitwise_not(subject, subject);
    }

    /** Removes parts smaller than a share of the largest, or than a number of pixels. */
    private static void replaceSmall(Mat binary, double share, double pixels) {
        try (Mat labels = new Mat();
                Mat figures = new Mat();
                Mat middles = new Mat();
                Mat part = new Mat()) {
            int count = opencv_imgproc.connectedComponentsWithStats(binary, labels, figures, middles);
            int[] areas = new int[count];
            int largest = 0;
            for (int i = 1; i < count; i++) {
                try (IntPointer row = new IntPointer(figures.ptr(i))) {
                    areas[i] = row.get(opencv_imgproc.CC_STAT_AREA);
                }
                largest = Math.max(largest, areas[i]);
            }
            for (int i = 1; i < count; i++) {
                if (areas[i] < Math.max(share * largest, pixels)) {
                    try (Mat label = new Mat(labels.size(), labels.type(), Scalar.all(i));
                            Mat nothing = new Mat(binary.size(), binary.type(), Scalar.all(0))) {
                        opencv_core.compare(labels, label, part, opencv_core.CMP_EQ);
                        nothing.copyTo(binary, part);
                    }
                }
            }
        }
    }
}
