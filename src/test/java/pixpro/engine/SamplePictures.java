package pixpro.engine;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Photographs of the test resources, and pictures drawn for one purpose. */
public final class SamplePictures {
    private SamplePictures() {}

    public static byte[] photo(String name) {
        try (InputStream file = SamplePictures.class.getResourceAsStream("/photos/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Red at the left, blue at the right, white above, with a disc: upside down or mirrored it is another picture. */
    public static BufferedImage drawing(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(200, 40, 40), width, 0, new Color(40, 60, 200)));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, width, height / 4);
        graphics.setPaint(new Color(30, 160, 60));
        graphics.fillOval(width / 2, height / 2, width / 3, height / 3);
        graphics.dispose();
        return image;
    }

    /** The drawing with every value of alpha in it. */
    public static BufferedImage withAlpha(int width, int height) {
        BufferedImage image = drawing(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int alpha = (x * 255 / (width - 1) + y) % 256;
                image.setRGB(x, y, image.getRGB(x, y) & 0xFFFFFF | alpha << 24);
            }
        }
        return image;
    }

    /** A wall, a pavement and perhaps a figure of 280 pixels with head, arms and legs. */
    public static BufferedImage street(boolean withPerson) {
        BufferedImage image = new BufferedImage(800, 500, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(190, 185, 175));
        graphics.fillRect(0, 0, 800, 500);
        graphics.setColor(new Color(140, 140, 140));
        graphics.fillRect(0, 400, 800, 100);
        if (withPerson) {
            graphics.setColor(new Color(60, 45, 40));
            graphics.fillOval(382, 150, 36, 46);
            graphics.fillRoundRect(362, 196, 76, 116, 40, 40);
            graphics.setStroke(new BasicStroke(20, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.drawLine(370, 212, 360, 300);
            graphics.drawLine(430, 212, 440, 300);
            graphics.setStroke(new BasicStroke(30, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.drawLine(385, 300, 378, 418);
            graphics.drawLine(415, 300, 422, 418);
        }
        graphics.dispose();
        return image;
    }

    /** A house with windows before a bright sky, seen by a camera that was turned. */
    public static BufferedImage facade(double degrees) {
        BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(200, 220, 250));
        graphics.fillRect(0, 0, 800, 600);
        graphics.rotate(Math.toRadians(degrees), 400, 300);
        graphics.setColor(new Color(110, 80, 60));
        graphics.fillRect(-400, 300, 1600, 800);
        graphics.setColor(new Color(60, 60, 70));
        for (int x = -300; x < 1100; x += 90) {
            for (int y = 340; y < 800; y += 100) {
                graphics.fillRect(x, y, 50, 60);
            }
        }
        graphics.dispose();
        return image;
    }

    public static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, file)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    public static BufferedImage decode(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an EXIF block that states an orientation into a JPEG. */
    public static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 36);
        file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
        file.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(exif(orientation));
        file.put(jpeg, 2, jpeg.length - 2);
        return file.array();
    }

    /** A big-endian TIFF directory with one entry: the orientation. */
    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A PNG of a few bytes whose header claims a size. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] file = encode(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png");
        ByteBuffer bytes = ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        bytes.putInt(29, (int) checksum.getValue());
        return file;
    }

    /** Gives the mean of red, green and blue, each 0 to 255. */
    public static double[] mean(BufferedImage image) {
        double[] sums = new double[3];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                sums[0] += pixel >> 16 & 0xFF;
                sums[1] += pixel >> 8 & 0xFF;
                sums[2] += pixel & 0xFF;
            }
        }
        double pixels = image.getWidth() * (double) image.getHeight();
        return new double[] {sums[0] / pixels, sums[1] / pixels, sums[2] / pixels};
    }

    /** Gives the mean absolute difference of two pictures of one size, in levels of 0 to 255. */
    public static double difference(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(other.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }
}
