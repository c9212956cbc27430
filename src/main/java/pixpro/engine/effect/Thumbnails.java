package pixpro.engine.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import pixpro.engine.photo.Photo;
import pixpro.engine.photo.PhotoFormat;

/**
 * Small pictures to show instead of the large one, all from one decoding, and what to show until they have come: the
 * dominant colour and a BlurHash. In sRGB, without a profile; transparent where the picture is. No effect of its own:
 * PixPro asks for it with every image that it takes in.
 */
public final class Thumbnails implements Effect {
    /** What is made, the largest first; a picture that is smaller is never enlarged. */
    private static final int[] LONGER_SIDES = {1024, 512, 256};

    private static final double OPAQUE = 255;
    private static final double SIXTEEN_TO_EIGHT = 1 / 257.0;

    @Override
    public String name() {
        return "thumbnails";
    }

    @Override
    public String description() {
        return "Small pictures, the dominant colour and a BlurHash; several pictures in a chat only";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public boolean givesThumbnails() {
        return true;
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        List<Photo> made = new ArrayList<>();
        Photo last = shrunk(withoutIdleAlpha(photo), LONGER_SIDES[0]).inSrgb();
        made.add(last);
        for (int side : LONGER_SIDES) {
            if (side < longerSide(last)) {
                last = shrunk(last, side);
                made.add(last);
            }
        }
        Impression impression = Impression.of(last);
        return new Outcome(
                made.get(0),
                List.of(),
                made.subList(1, made.size()),
                Map.of("colour", impression.colour(), "placeholder", impression.blurHash()));
    }

    /** Gives the picture with 8 bits, its longer side at most so long. */
    static Photo shrunk(Photo photo, int side) {
        double scale = Math.min(1, side / (double) longerSide(photo));
        try (Size size = new Size((int) Math.max(1, Math.round(photo.width() * scale)), (int)
                Math.max(1, Math.round(photo.height() * scale)))) {
            Mat colour = new Mat();
            if (photo.alpha() == null) {
                opencv_imgproc.resize(photo.colour8(), colour, size, 0, 0, opencv_imgproc.INTER_AREA);
                return new Photo(colour, null, photo.profile(), PhotoFormat.WEBP);
            }
            Mat alpha = new Mat();
            try (Mat opacity = alpha8(photo);
                    Mat visible = new Mat();
                    Mat reduced = new Mat();
                    Mat weights = new Mat()) {
                // each colour counts as much as can be seen of it
                opencv_imgproc.cvtColor(opacity, weights, opencv_imgproc.COLOR_GRAY2BGR);
                opencv_core.multiply(photo.colour8(), weights, visible, 1 / OPAQUE, -1);
                opencv_imgproc.resize(visible, reduced, size, 0, 0, opencv_imgproc.INTER_AREA);
                opencv_imgproc.resize(opacity, alpha, size, 0, 0, opencv_imgproc.INTER_AREA);
                opencv_imgproc.cvtColor(alpha, weights, opencv_imgproc.COLOR_GRAY2BGR);
                opencv_core.divide(reduced, weights, colour, OPAQUE, -1);
            }
            Photo small = new Photo(colour, alpha, photo.profile(), PhotoFormat.WEBP);
            // an encoder with losses smears what is hidden over what is seen next to it
            return small.withColour(PremultipliedColour.spread(small));
        }
    }

    private static int longerSide(Photo photo) {
        return Math.max(photo.width(), photo.height());
    }

    private static Mat alpha8(Photo photo) {
        Mat eight = new Mat();
        photo.alpha().convertTo(eight, opencv_core.CV_8U, photo.isDeep() ? SIXTEEN_TO_EIGHT : 1, 0);
        return eight;
    }

    private static Photo withoutIdleAlpha(Photo photo) {
        if (photo.alpha() == null) {
            return photo;
        }
        try (DoublePointer least = new DoublePointer(1);
                DoublePointer most = new DoublePointer(1)) {
            opencv_core.minMaxLoc(photo.alpha(), least, most, null, null, null);
            return least.get() == (photo.isDeep() ? 65_535 : OPAQUE) ? photo.withAlpha(null) : photo;
        }
    }
}
