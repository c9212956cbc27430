package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import pixpro.engine.photo.Photo;

/**
 * Darker corners, as a fast lens has them: all colours by the same factor, so that no hue shifts. The slope is finer
 * than 256 levels can show; a fixed pattern of half a level keeps it free of bands.
 */
public final class Vignette implements Effect {
    @Override
    public String name() {
        return "vignette";
    }

    @Override
    public String description() {
        return "Corners that darken softly";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("strength", 0, 1, 0.5, "How dark the corners become"),
                Option.number("size", 0, 1, 0.5, "How much of the middle stays as it is"));
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        float strength = (float) options.get("strength");
        if (strength == 0) {
            return Outcome.of(photo);
        }
        float clear = 0.15f + 0.6f * (float) options.get("size");
        Mat result = photo.colour8().clone();
        byte[] pixels = new byte[result.cols() * 3];
        float[] across = squares(result.cols());
        float[] down = squares(result.rows());
        for (int y = 0; y < result.rows(); y++) {
            Luma.readRow(result, y, pixels);
            for (int x = 0; x < result.cols(); x++) {
                float distance = (float) Math.sqrt((across[x] + down[y]) / 2);
                if (distance > clear) {
                    float part = (distance - clear) / (1 - clear);
                    float gain = 1 - 0.85f * strength * part * part * (3 - 2 * part);
                    darken(pixels, 3 * x, gain, dither(x, y));
                }
            }
            Luma.writeRow(result, y, pixels);
        }
        return Outcome.of(photo.withColour(result));
    }

    private static void darken(byte[] pixels, int at, float gain, float dither) {
        for (int channel = at; channel < at + 3; channel++) {
            float tone = pixels[channel] & 0xFF;
            // no more than what the gain takes away: an untouched tone must not get a pattern
            float shift = Math.min(1, 4 * tone * (1 - gain)) * dither;
            pixels[channel] = Luma.toByte(tone * gain + shift);
        }
    }

    /** Squared distances from the middle, 1 at either end. */
    private static float[] squares(int length) {
        float[] squares = new float[length];
        for (int i = 0; i < length; i++) {
            float offset = length == 1 ? 0 : 2f * i / (length - 1) - 1;
            squares[i] = offset * offset;
        }
        return squares;
    }

    /** Interleaved gradient noise (Jimenez, 2014): -0.5 to 0.5, even in every small window. */
    private static float dither(int x, int y) {
        double value = 52.9829189 * ((0.06711056 * x + 0.00583715 * y) % 1);
        return (float) (value % 1 - 0.5);
    }
}
