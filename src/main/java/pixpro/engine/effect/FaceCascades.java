package pixpro.engine.effect;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/** The three cascades that decide together what a face is. A classifier keeps state: each search borrows a set. */
final class FaceCascades {
    private static final String PROPOSES = "haarcascade_frontalface_alt2.xml";
    private static final String[] CONFIRM = {"haarcascade_frontalface_default.xml", "haarcascade_frontalface_alt.xml"};
    private static final int CLOSE_LOOK = 120;

    private final Queue<List<CascadeClassifier>> idle = new ConcurrentLinkedQueue<>();

    long bytes() {
        long bytes = file(PROPOSES).length();
        for (String name : CONFIRM) {
            bytes += file(name).length();
        }
        return bytes;
    }

    /** Gives the faces of an 8-bit, one-channel picture, in its pixels. */
    List<Detection> find(Mat luma, int minSize) {
        List<CascadeClassifier> borrowed = idle.poll();
        List<CascadeClassifier> classifiers = borrowed == null ? load() : borrowed;
        try {
            return find(classifiers, luma, minSize);
        } finally {
            idle.offer(classifiers);
        }
    }

    private static List<Detection> find(List<CascadeClassifier> classifiers, Mat luma, int minSize) {
        List<Detection> found = new ArrayList<>();
        try (Mat even = new Mat();
                RectVector boxes = new RectVector();
                IntPointer levels = new IntPointer();
                DoublePointer weights = new DoublePointer();
                Size least = new Size(minSize, minSize);
                Size most = new Size()) {
            opencv_imgproc.equalizeHist(luma, even);
            classifiers.get(0).detectMultiScale3(even, boxes, levels, weights, 1.1, 3, 0, least, most, true);
            for (int i = 0; i < boxes.size(); i++) {
                try (Rect box = boxes.get(i)) {
                    int agreeing = confirmations(classifiers, luma, box);
                    found.add(new Detection("face", confidence(weights.get(i), agreeing), box(box)));
                }
            }
        }
        return found;
    }

    private static Detection.Box box(Rect box) {
        return new Detection.Box(box.x(), box.y(), box.width(), box.height());
    }

    /** A cascade's last stage gives a weight of some hundredths to some units; another cascade's word counts more. */
    private static double confidence(double weight, int agreeing) {
        double own = 1 / (1 + Math.exp(-weight));
        double confidence = 0.2 + 0.15 * own + 0.3 * agreeing;
        return Math.round(confidence * 1000) / 1000.0;
    }

    private static int confirmations(List<CascadeClassifier> classifiers, Mat luma, Rect box) {
        int margin = box.width() / 3;
        int left = Math.max(0, box.x() - margin);
        int top = Math.max(0, box.y() - margin);
        int right = Math.min(luma.cols(), box.x() + box.width() + margin);
        int bottom = Math.min(luma.rows(), box.y() + box.height() + margin);
        double scale = CLOSE_LOOK / (double) box.width();
        int agreeing = 0;
        try (Rect around = new Rect(left, top, right - left, bottom - top);
                Mat part = new Mat(luma, around);
                Mat close = new Mat();
                Size size = new Size((int) Math.round(part.cols() * scale), (int) Math.round(part.rows() * scale));
                Size least = new Size(CLOSE_LOOK * 6 / 10, CLOSE_LOOK * 6 / 10);
                Size most = new Size()) {
            opencv_imgproc.resize(part, close, size, 0, 0, opencv_imgproc.INTER_LINEAR);
            opencv_imgproc.equalizeHist(close, close);
            for (CascadeClassifier classifier : classifiers.subList(1, 1 + CONFIRM.length)) {
                try (RectVector boxes = new RectVector()) {
                    classifier.detectMultiScale(close, boxes, 1.05, 3, 0, least, most);
                    agreeing += boxes.empty() ? 0 : 1;
                }
            }
        }
        return agreeing;
    }

    private static List<CascadeClassifier> load() {
        List<CascadeClassifier> loaded = new ArrayList<>();
        loaded.add(load(PROPOSES));
        for (String name : CONFIRM) {
            loaded.add(load(name));
        }
        return loaded;
    }

    private static CascadeClassifier load(String name) {
        CascadeClassifier classifier = new CascadeClassifier(file(name).getPath());
        // is lent to later requests, beyond the scope of the one that happens to come first
        classifier.retainReference();
        return classifier;
    }

    private static File file(String name) {
        try {
            return Loader.cacheResource(
                    "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/haarcascades/" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
