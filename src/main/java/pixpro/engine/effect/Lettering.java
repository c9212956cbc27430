package pixpro.engine.effect;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import pixpro.engine.photo.PhotoRefused;

/** Text as pixels, in the machine's own sans-serif font. */
final class Lettering {
    /** Letters are drawn by Java, which needs no screen for it. */
    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 1);

    private Lettering() {}

    /**
     * Draws one line of text as large as it may be.
     *
     * @param height of a capital letter in pixels
     * @param room the most pixels of width; a longer text becomes smaller
     * @return white on black, one byte a pixel, without a margin
     * @throws PhotoRefused if the font lacks a character
     */
    static BufferedImage draw(String text, double height, double room) {
        int lacking = FONT.canDisplayUpTo(text);
        if (lacking >= 0) {
            throw new PhotoRefused("the engine's font has no character U+%04X".formatted(text.codePointAt(lacking)));
        }
        double size = size(height);
        Rectangle2D wide = layout(text, FONT, size).getPixelBounds(null, 0, 0);
        if (wide.getWidth() > room) {
            size *= room / wide.getWidth();
        }
        TextLayout layout = layout(text, FONT, Math.max(1, size));
        Rectangle2D bounds = layout.getPixelBounds(null, 0, 0);
        BufferedImage image = new BufferedImage(
                (int) Math.max(1, bounds.getWidth()),
                (int) Math.max(1, bounds.getHeight()),
                BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        layout.draw(graphics, (float) -bounds.getX(), (float) -bounds.getY());
        graphics.dispose();
        return image;
    }

    /** Says whether the font has every character of a text. */
    static boolean canWrite(String text) {
        return FONT.canDisplayUpTo(text) < 0;
    }

    /** Cuts a text that would be too wide at its height, and marks the cut. */
    static String shortened(String text, double height, double room) {
        String shown = text;
        int left = text.codePointCount(0, text.length());
        while (left > 1 && layout(shown, FONT, size(height)).getAdvance() > room) {
            left--;
            shown = text.substring(0, text.offsetByCodePoints(0, left)).stripTrailing() + "…";
        }
        return shown;
    }

    /** A capital letter is about 0.73 of a font's size. */
    private static double size(double height) {
        return height / 0.73;
    }

    private static TextLayout layout(String text, Font font, double size) {
        FontRenderContext smooth = new FontRenderContext(null, true, true);
        return new TextLayout(text, font.deriveFont((float) size), smooth);
    }
}
