package pixpro.engine.effect;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;

/**
 * A text over the picture: white letters with a soft dark border, so that they can be read on any ground. The picture
 * keeps its transparency: where it cannot be seen, the text cannot either.
 */
public final class Watermark implements Effect {
    private static final int MOST_CHARACTERS = 80;

    @Override
    public String name() {
        return "watermark";
    }

    @Override
    public String description() {
        return "A text written over the picture";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text("text", MOST_CHARACTERS, "PixPro", "What is written"),
                Option.choice(
                        "position",
                        List.of(
                                "bottom-right",
                                "bottom-left",
                                "top-right",
                                "top-left",
                                "bottom",
                                "top",
                                "centre",
                                "tiled"),
                        "Where it stands"),
                Option.number("opacity", 0.05, 1, 0.6, "How clearly it shows"),
                Option.number("size", 0.01, 0.3, 0.06, "Height of the letters, as a share of the shorter side"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        String position = options.text("position");
        boolean tiled = position.equals("tiled");
        double height = Math.max(4, options.get("size") * photo.shorterSide());
        int margin = (int) Math.round(Math.min(0.6 * height, 0.05 * photo.shorterSide()));
        double room = tiled ? 0.6 * photo.width() : photo.width() - 2.0 * margin;
        BufferedImage letters = Lettering.draw(options.text("text"), height, Math.max(1, room));
        Mat result = photo.colour().clone();
        double opacity = options.get("opacity");
        try (Mat ink = new Mat(letters.getHeight(), letters.getWidth(), opencv_core.CV_8U)) {
            ink.data().put(((DataBufferByte) letters.getRaster().getDataBuffer()).getData());
            List<int[]> places = tiled ? tiles(photo, ink) : List.of(place(position, photo, ink, margin));
            places.forEach(place -> stamp(result, ink, place[0], place[1], opacity));
        }
        return Outcome.of(photo.withColour(result));
    }

    private static int[] place(String position, Photo photo, Mat ink, int margin) {
        int right = photo.width() - margin - ink.cols();
        int below = photo.height() - margin - ink.rows();
        int x = position.endsWith("left") ? margin : position.endsWith("right") ? right : (right + margin) / 2;
        int y = position.startsWith("top") ? margin : position.startsWith("bottom") ? below : (below + margin) / 2;
        return new int[] {x, y};
    }

    /** Rows of texts, every other one shifted by half the distance. */
    private static List<int[]> tiles(Photo photo, Mat ink) {
        List<int[]> places = new ArrayList<>();
        int across = Math.max(ink.cols() * 3 / 2, photo.width() / 12);
        int down = Math.max(ink.rows() * 3, photo.height() / 12);
        int row = 0;
        for (int y = down / 3; y < photo.height(); y += down) {
            for (int x = across / 6 - row % 2 * across / 2; x < photo.width(); x += across) {
                places.add(new int[] {x, y});
            }
            row++;
        }
        return places;
    }

    /** Draws the letters at a place of which some may lie outside. */
    private static void stamp(Mat picture, Mat ink, int x, int y, double opacity) {
        int border = Math.max(1, ink.rows() / 16);
        int left = Math.max(0, x - 2 * border);
        int top = Math.max(0, y - 2 * border);
        int right = Math.min(picture.cols(), x + ink.cols() + 2 * border);
        int bottom = Math.min(picture.rows(), y + ink.rows() + 2 * border);
        if (right <= left || bottom <= top) {
            return;
        }
        double white = picture.depth() == opencv_core.CV_16U ? 65_535 : 255;
        try (Rect around = new Rect(left, top, right - left, bottom - top);
                Mat part = new Mat(picture, around);
                Mat letters = new Mat(around.height(), around.width(), opencv_core.CV_8U, Scalar.all(0));
                Mat shade = new Mat();
                Mat dark = new Mat(part.size(), part.type(), Scalar.all(0.05 * white));
                Mat bright = new Mat(part.size(), part.type(), Scalar.all(white));
                Size any = new Size(0, 0)) {
            copyInto(ink, letters, x - left, y - top);
            letters.convertTo(letters, opencv_core.CV_32F, 1 / 255.0, 0);
            opencv_imgproc.GaussianBlur(letters, shade, any, border);
            shade.convertTo(shade, -1, 0.8 * opacity, 0);
            letters.convertTo(letters, -1, opacity, 0);
            Blending.over(part, dark, shade);
            Blending.over(part, bright, letters);
        }
    }

    private static void copyInto(Mat ink, Mat letters, int x, int y) {
        int fromX = Math.max(0, -x);
        int fromY = Math.max(0, -y);
        int columns = Math.min(ink.cols() - fromX, letters.cols() - Math.max(0, x));
        int rows = Math.min(ink.rows() - fromY, letters.rows() - Math.max(0, y));
        if (columns <= 0 || rows <= 0) {
            return;
        }
        try (Rect visible = new Rect(fromX, fromY, columns, rows);
                Rect place = new Rect(Math.max(0, x), Math.max(0, y), columns, rows);
                Mat source = new Mat(ink, visible);
                Mat target = new Mat(letters, place)) {
            source.copyTo(target);
        }
    }
}
