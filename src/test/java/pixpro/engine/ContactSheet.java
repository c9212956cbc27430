package pixpro.engine;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Every effect on a portrait, a landscape and a picture in low light, with the originals on top of each column. */
final class ContactSheet {
    private static final List<String> PHOTOS = List.of("astronaut.png", "rocket.jpg", "coffee.png");
    private static final List<String> EFFECTS = List.of(
            "original",
            "enhance",
            "denoise",
            "sharpen",
            "upscale",
            "black-and-white",
            "cartoon",
            "sketch",
            "oil-painting",
            "vignette",
            "detect-faces",
            "blur-faces",
            "detect-people",
            "remove-background",
            "straighten",
            "watermark");
    private static final Map<String, String> REMARKS = Map.of(
            "straighten",
            "(tilted by 5° first; only the rocket has lines that tell)",
            "detect-people",
            "(nobody from head to foot)");
    private static final int HEIGHT = 170;
    private static final int LABEL = 22;
    private static final int GAP = 6;
    private static final int BLOCKS = 2;
    private static final double TILT = 5;

    private ContactSheet() {}

    static BufferedImage of(RunningEngine engine) throws IOException, InterruptedException {
        int blockWidth = GAP;
        for (String name : PHOTOS) {
            blockWidth += width(SamplePictures.decode(SamplePictures.photo(name))) + GAP;
        }
        int rows = (EFFECTS.size() + BLOCKS - 1) / BLOCKS;
        int rowHeight = LABEL + HEIGHT + GAP;
        BufferedImage sheet =
                new BufferedImage(BLOCKS * blockWidth, rows * rowHeight + GAP, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        for (int i = 0; i < EFFECTS.size(); i++) {
            row(engine, graphics, EFFECTS.get(i), i / rows * blockWidth + GAP, i % rows * rowHeight);
        }
        graphics.dispose();
        return sheet;
    }

    private static void row(RunningEngine engine, Graphics2D graphics, String effect, int left, int top)
            throws IOException, InterruptedException {
        graphics.setColor(Color.BLACK);
        graphics.drawString(effect + " " + REMARKS.getOrDefault(effect, ""), left, top + LABEL - 5);
        int x = left;
        for (String name : PHOTOS) {
            BufferedImage photo = SamplePictures.decode(SamplePictures.photo(name));
            BufferedImage shown = photo;
            if (!effect.equals("original")) {
                byte[] file = effect.equals("straighten")
                        ? SamplePictures.encode(tilted(photo), "png")
                        : SamplePictures.photo(name);
                shown = SamplePictures.decode(engine.picture(effect, file, Map.of()));
            }
            int cell = width(photo);
            double scale = Math.min(cell / (double) shown.getWidth(), HEIGHT / (double) shown.getHeight());
            int width = (int) Math.round(shown.getWidth() * scale);
            int height = (int) Math.round(shown.getHeight() * scale);
            if (shown.getColorModel().hasAlpha()) {
                chequer(graphics, x, top + LABEL, width, height);
            }
            graphics.drawImage(
                    shown.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING), x, top + LABEL, null);
            x += cell + GAP;
        }
    }

    private static int width(BufferedImage photo) {
        return photo.getWidth() * HEIGHT / photo.getHeight();
    }

    /** The pattern that stands for transparency. */
    static void chequer(Graphics2D graphics, int left, int top, int width, int height) {
        int side = 10;
        for (int y = 0; y < height; y += side) {
            for (int x = 0; x < width; x += side) {
                graphics.setColor((x + y) / side % 2 == 0 ? Color.WHITE : new Color(215, 215, 215));
                graphics.fillRect(left + x, top + y, Math.min(side, width - x), Math.min(side, height - y));
            }
        }
    }

    /** The photo as if the camera had been held at an angle, without empty corners. */
    static BufferedImage tilted(BufferedImage photo) {
        int width = photo.getWidth() * 4 / 5;
        int height = photo.getHeight() * 4 / 5;
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.rotate(Math.toRadians(TILT), width / 2.0, height / 2.0);
        graphics.drawImage(photo, (width - photo.getWidth()) / 2, (height - photo.getHeight()) / 2, null);
        graphics.dispose();
        return result;
    }
}
