package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * Makes faces unrecognisable: each is reduced to a few cells, of which nobody can compute it back, and those are drawn
 * over it in an ellipse with a soft border. The rest of the picture stays as it is, value for value.
 */
public final class BlurFaces implements Effect {
    /** Cells across an ellipse that is wider than the face: some four across the face itself. */
    private static final int CELLS = 6;

    /** The share of the ellipse's radius over which the border fades. */
    private static final double FADE = 0.12;

    private final FaceFinder faces;

    BlurFaces(FaceFinder faces) {
        this.faces = faces;
    }

    @Override
    public String name() {
        return "blur-faces";
    }

    @Override
    public String description() {
        return "Makes faces unrecognisable and lists where they were";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.choice("style", List.of("blur", "pixels"), "Soft, or in visible squares"),
                Option.number("minSize", 0.02, 1, 0.04, "Smallest face, as a share of the shorter side"),
                Option.number("confidence", 0, 1, 0.4, "Least confidence of what is taken for a face"));
    }

    @Override
    public boolean detects() {
        return true;
    }

    @Override
    public long weightBytes() {
        return faces.bytes();
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        List<Detection> found = faces.find(photo.colour8(), options.get("minSize"), options.get("confidence"));
        Mat result = photo.colour().clone();
        int shape = options.text("style").equals("blur") ? opencv_imgproc.INTER_CUBIC : opencv_imgproc.INTER_NEAREST;
        found.forEach(face -> cover(result, face.box(), shape));
        return new Outcome(photo.withColour(result), found);
    }

    private static void cover(Mat picture, Detection.Box face, int shape) {
        double middleX = face.x() + face.width() / 2.0;
        double middleY = face.y() + face.height() / 2.0;
        // a cascade's box ends at the eyebrows and the chin's edge: ears, hair and chin belong to a face, too
        double across = 0.78 * face.width();
        double down = 0.95 * face.height();
        int left = (int) Math.max(0, Math.floor(middleX - across));
        int top = (int) Math.max(0, Math.floor(middleY - down));
        int right = (int) Math.min(picture.cols(), Math.ceil(middleX + across));
        int bottom = (int) Math.min(picture.rows(), Math.ceil(middleY + down));
        try (Rect around = new Rect(left, top, right - left, bottom - top);
                Mat part = new Mat(picture, around);
                Mat cells = new Mat();
                Mat mask = new Mat(part.size(), opencv_core.CV_32F);
                Size few = new Size(CELLS, CELLS * 6 / 5);
                Size all = part.size()) {
            opencv_imgproc.resize(part, cells, few, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.resize(cells, cells, all, 0, 0, shape);
            float[] row = new float[part.cols()];
            for (int y = 0; y < part.rows(); y++) {
                double rise = (top + y + 0.5 - middleY) / down;
                for (int x = 0; x < row.length; x++) {
                    double run = (left + x + 0.5 - middleX) / across;
                    row[x] = (float) Math.max(0, Math.min(1, (1 - Math.hypot(run, rise)) / FADE));
                }
                Blending.writeRow(mask, y, row);
            }
            Blending.over(part, cells, mask);
        }
    }
}
