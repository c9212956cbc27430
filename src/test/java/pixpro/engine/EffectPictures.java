package pixpro.engine;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Makes the pictures of {@code docs/effects}: before on the left, after on the right. Run its main method. */
public final class EffectPictures {
    private static final Path FOLDER = Path.of("docs", "effects");
    private static final int HEIGHT = 300;

    /** What a language model might have found in the coffee cup's photo. */
    private static final String FOUND = """
            {"detections": [
              {"label": "cup of coffee", "x": 0.28, "y": 0.04, "width": 0.41, "height": 0.74},
              {"label": "Löffel", "x": 0.53, "y": 0.16, "width": 0.18, "height": 0.66}]}""";

    private EffectPictures() {}

    /** Takes no arguments; writes into the working directory's {@code docs/effects}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        BufferedImage astronaut = SamplePictures.decode(SamplePictures.photo("astronaut.png"));
        BufferedImage chelsea = SamplePictures.decode(SamplePictures.photo("chelsea.png"));
        BufferedImage coffee = SamplePictures.decode(SamplePictures.photo("coffee.png"));
        BufferedImage rocket = SamplePictures.decode(SamplePictures.photo("rocket.jpg"));
        try (RunningEngine engine = RunningEngine.start()) {
            show(engine, "enhance", chelsea, Map.of(), false);
            show(engine, "denoise", withNoise(part(coffee, 200, 60, 300, 200), 18), Map.of("strength", 0.7), false);
            show(engine, "cartoon", astronaut, Map.of(), false);
            show(engine, "upscale", part(chelsea, 130, 70, 100, 75), Map.of("factor", 4), true);
            show(engine, "detect-faces", astronaut, Map.of(), false);
            show(engine, "sharpen", part(chelsea, 110, 60, 300, 200), Map.of(), false);
            show(engine, "black-and-white", coffee, Map.of("filter", "orange"), false);
            show(engine, "sketch", astronaut, Map.of(), false);
            show(engine, "oil-painting", chelsea, Map.of(), false);
            show(engine, "vignette", coffee, Map.of("strength", 0.8), false);
            show(engine, "blur-faces", astronaut, Map.of(), false);
            show(engine, "detect-people", SamplePictures.street(true), Map.of(), false);
            show(engine, "draw-detections", coffee, Map.of("detections", FOUND), false);
            show(engine, "remove-background", coffee, Map.of(), false);
            show(engine, "straighten", ContactSheet.tilted(rocket), Map.of(), false);
            show(engine, "watermark", rocket, Map.of("text", "© PixPro"), false);
            write(ContactSheet.of(engine), FOLDER.resolve("contact-sheet.jpg"), 650_000);
        }
    }

    private static void show(
            RunningEngine engine, String effect, BufferedImage before, Map<String, Object> options, boolean pixels)
            throws IOException, InterruptedException {
        BufferedImage after =
                SamplePictures.decode(engine.picture(effect, SamplePictures.encode(before, "png"), options));
        int width = before.getWidth() * HEIGHT / before.getHeight();
        // a result that is cut has a shape of its own
        int widthAfter = after.getWidth() * HEIGHT / after.getHeight();
        BufferedImage pair = new BufferedImage(width + 8 + widthAfter, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = pair.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, pair.getWidth(), HEIGHT);
        if (after.getColorModel().hasAlpha()) {
            ContactSheet.chequer(graphics, width + 8, 0, widthAfter, HEIGHT);
        }
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                pixels
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(before, 0, 0, width, HEIGHT, null);
        graphics.drawImage(after, width + 8, 0, widthAfter, HEIGHT, null);
        graphics.dispose();
        write(pair, FOLDER.resolve(effect + ".jpg"), 60_000);
    }

    /** Writes a JPEG of the best quality that keeps within a number of bytes. */
    private static void write(BufferedImage image, Path file, long most) throws IOException {
        float quality = 0.9f;
        do {
            quality -= 0.03f;
            write(image, file, quality);
        } while (Files.size(file) > most && quality > 0.3f);
    }

    private static void write(BufferedImage image, Path file, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        Files.deleteIfExists(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage part(BufferedImage image, int x, int y, int width, int height) {
        BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = part.createGraphics();
        graphics.drawImage(image, -x, -y, null);
        graphics.dispose();
        return part;
    }

    static BufferedImage withNoise(BufferedImage clean, double sigma) {
        Random random = new Random(7);
        BufferedImage noisy = new BufferedImage(clean.getWidth(), clean.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < clean.getHeight(); y++) {
            for (int x = 0; x < clean.getWidth(); x++) {
                int pixel = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    double value = (clean.getRGB(x, y) >> shift & 0xFF) + sigma * random.nextGaussian();
                    pixel |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
                }
                noisy.setRGB(x, y, pixel);
            }
        }
        return noisy;
    }
}
