package pixpro.engine.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds frontal faces with the Haar cascades that come with OpenCV (Intel License Agreement for Open Source Computer
 * Vision Library, stated in each file). One cascade proposes, two others look again: a pattern that only one of them
 * takes for a face has a confidence below 0.4.
 */
final class FaceFinder {
    private static final int WINDOW = 24;
    private final FaceCascades cascades = new FaceCascades();

    /** Gives the size of the cascades' files. */
    long bytes() {
        return cascades.bytes();
    }

    /**
     * Gives the faces of a picture, surest first. Looks at the size at which the smallest wanted face just fills the
     * cascades' window.
     *
     * @param colour 8 bits, three channels
     * @param minSize the smallest face, as a share of the shorter side
     * @param confidence the least confidence of what is given
     */
    List<Detection> find(Mat colour, double minSize, double confidence) {
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
                faces.add(new Detection(
                        "face", found.confidence(), found.box().scaled(1 / scale, colour.cols(), colour.rows())));
            }
        }
        faces.removeIf(face -> face.confidence() < confidence);
        faces.sort(Comparator.comparingDouble(Detection::confidence).reversed());
        return faces;
    }
}
