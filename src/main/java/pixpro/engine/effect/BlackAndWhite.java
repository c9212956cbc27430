package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;
import pixpro.engine.photo.Photo;

/**
 * Black and white as on film behind a coloured lens filter: the filter says how bright each colour becomes, then tones
 * are stretched and bent to an S, with some local contrast. A filter brightens its own colour and darkens the opposite
 * one: yellow and orange are kind to skin, red makes skies dark.
 */
public final class BlackAndWhite implements Effect {
    /** Shares of blue, green and red; each sums to 1, so that grey keeps its brightness. */
    private enum Filter {
        YELLOW(0.04f, 0.56f, 0.40f),
        NONE(0.114f, 0.587f, 0.299f),
        ORANGE(0.02f, 0.38f, 0.60f),
        RED(-0.05f, 0.15f, 0.90f),
        GREEN(0.10f, 0.80f, 0.10f),
        BLUE(0.70f, 0.20f, 0.10f);

        private final float[] shares;

        Filter(float... shares) {
            this.shares = shares;
        }
    }

    @Override
    public String name() {
        return "black-and-white";
    }

    @Override
    public String description() {
        return "Black and white with a lens filter and contrast";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.choice(
                        "filter",
                        List.of("yellow", "none", "orange", "red", "green", "blue"),
                        "Colour that becomes brighter, as with a filter in front of the lens"),
                Option.number("contrast", 0, 1, 0.5, "How far dark and bright are apart"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        Filter filter = Filter.valueOf(options.text("filter").toUpperCase(java.util.Locale.ROOT));
        float contrast = (float) options.get("contrast");
        Mat result = new Mat();
        try (FloatPointer shares = new FloatPointer(filter.shares);
                Mat mixer = new Mat(1, 3, opencv_core.CV_32F, shares);
                Mat grey = new Mat();
                Mat local = new Mat();
                Size tiles = new Size(4, 4);
                CLAHE clahe = opencv_imgproc.createCLAHE(1 + contrast, tiles)) {
            opencv_core.transform(photo.colour8(), grey, mixer);
            if (contrast > 0) {
                clahe.apply(grey, local);
                opencv_core.addWeighted(grey, 1 - 0.4 * contrast, local, 0.4 * contrast, 0, grey);
            }
            bend(grey, photo.alpha(), contrast);
            opencv_imgproc.cvtColor(grey, result, opencv_imgproc.COLOR_GRAY2BGR);
        }
        return Outcome.of(photo.withColour(result));
    }

    private static void bend(Mat grey, Mat alpha, float contrast) {
        ToneCurve curve = ToneCurve.of(grey, alpha, 0.6f * contrast);
        try (Mat table = new Mat(1, 256, opencv_core.CV_8U)) {
            byte[] tones = new byte[256];
            for (int tone = 0; tone < tones.length; tone++) {
                float stretched = curve.at(tone) / 255;
                float bent = stretched * stretched * (3 - 2 * stretched);
                tones[tone] = Luma.toByte(255 * (stretched + 0.75f * contrast * (bent - stretched)));
            }
            Luma.writeRow(table, 0, tones);
            opencv_core.LUT(grey, table, grey);
        }
    }
}
