package pixpro.corpus;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes images that every reader accepts, in all kinds PixPro takes. */
public final class GoodImages {

    /** The size of those that come from {@link #all}. */
    public static final int WIDTH = 64;

    public static final int HEIGHT = 48;

    private GoodImages() {}

    /** One of each kind, by a name that says which; all {@link #WIDTH} × {@link #HEIGHT} pixels as stored. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> images = new LinkedHashMap<>();
        images.put("baseline.jpg", jpeg(WIDTH, HEIGHT));
        images.put("progressive.jpg", progressiveJpeg(WIDTH, HEIGHT));
        images.put("grey.jpg", encode(picture(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "jpeg"));
        images.put("orientation-6.jpg", jpegWithOrientation(6));
        images.put("trailing-bytes.jpg", join(jpeg(WIDTH, HEIGHT), new byte[1000]));
        images.put("stray-bytes.jpg", withStrayBytes(jpeg(WIDTH, HEIGHT)));
        images.put("8-bit.png", png(WIDTH, HEIGHT));
        images.put("alpha.png", pngWithAlpha(WIDTH, HEIGHT));
        images.put("16-bit.png", encode(picture(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY), "png"));
        images.put("palette.png", encode(picture(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED), "png"));
        images.put("bilevel.png", encode(picture(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY), "png"));
        images.put("interlaced.png", progressive(picture(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "png"));
        images.put("still.gif", gif(WIDTH, HEIGHT));
        images.put("animated.gif", animatedGif(WIDTH, HEIGHT, 4));
        images.put("plain.tiff", tiff(WIDTH, HEIGHT));
        images.put("lzw.tiff", compressedTiff("LZW"));
        images.put("24-bit.bmp", bmp(WIDTH, HEIGHT));
        images.put("palette.bmp", encode(picture(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED), "bmp"));
        images.put("top-down.bmp", topDownBmp());
        images.put("runs.bmp", runLengthBmp());
        for (String name : new String[] {
            "lossy.webp",
            "lossless-alpha.webp",
            "lossy-alpha.webp",
            "exif-orientation-6.webp",
            "animated.webp",
            "animated.png",
            "exif-orientation-6.png",
            "cmyk.jpg",
            "420-restart.jpg",
            "big.tiff",
            "deflate-alpha.tiff"
        }) {
            images.put(name, resource(name));
        }
        return images;
    }

    /** A baseline JPEG. */
    public static byte[] jpeg(int width, int height) {
        return encode(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    /** A JPEG of several scans. */
    public static byte[] progressiveJpeg(int width, int height) {
        return progressive(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    /** A JPEG that nothing packs well: about as large as camera photos of its size. */
    public static byte[] noisyJpeg(int width, int height) {
        return encode(noise(width, height), "jpeg");
    }

    /** A PNG that nothing packs well: about 3 bytes a pixel. */
    public static byte[] noisyPng(int width, int height) {
        return encode(noise(width, height), "png");
    }

    /** A JPEG with an Exif segment that says how to turn it, 1..8. */
    public static byte[] jpegWithOrientation(int orientation) {
        return turned(jpeg(WIDTH, HEIGHT), orientation);
    }

    /** The same JPEG, told to be turned. */
    public static byte[] turned(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(4 + 6 + 26).order(ByteOrder.BIG_ENDIAN);
        exif.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation);
        byte[] rest = new byte[jpeg.length - 2];
        System.arraycopy(jpeg, 2, rest, 0, rest.length);
        return join(new byte[] {(byte) 0xFF, (byte) 0xD8}, exif.array(), rest);
    }

    /** An 8-bit RGB PNG. */
    public static byte[] png(int width, int height) {
        return encode(picture(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    /** An 8-bit PNG with an alpha channel. */
    public static byte[] pngWithAlpha(int width, int height) {
        return encode(picture(width, height, BufferedImage.TYPE_INT_ARGB), "png");
    }

    /** A still GIF. */
    public static byte[] gif(int width, int height) {
        return encode(picture(width, height, BufferedImage.TYPE_BYTE_INDEXED), "gif");
    }

    /** A GIF of so many equal frames. */
    public static byte[] animatedGif(int width, int height, int frames) {
        BufferedImage picture = picture(width, height, BufferedImage.TYPE_BYTE_INDEXED);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                writer.writeToSequence(new IIOImage(picture, null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** An uncompressed TIFF. */
    public static byte[] tiff(int width, int height) {
        return encode(picture(width, height, BufferedImage.TYPE_INT_RGB), "tiff");
    }

    /** A 24-bit BMP. */
    public static byte[] bmp(int width, int height) {
        return encode(picture(width, height, BufferedImage.TYPE_INT_RGB), "bmp");
    }

    /** One of the few that Java cannot write, from the test resources. */
    public static byte[] resource(String name) {
        try (InputStream in = GoodImages.class.getResourceAsStream("/images/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Some editors leave bytes between the segments. */
    private static byte[] withStrayBytes(byte[] jpeg) {
        int table = Bytes.find(jpeg, 0xFF, 0xDB);
        return join(Arrays.copyOf(jpeg, table), new byte[7], Arrays.copyOfRange(jpeg, table, jpeg.length));
    }

    /** A negative height says that the first row stored is the top one. */
    private static byte[] topDownBmp() {
        byte[] bmp = bmp(WIDTH, HEIGHT);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -HEIGHT);
        return bmp;
    }

    private static byte[] runLengthBmp() {
        BufferedImage picture = picture(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
        return encode(picture, "bmp", param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType("BI_RLE8");
        });
    }

    private static byte[] compressedTiff(String compression) {
        return encode(picture(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "tiff", param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
        });
    }

    private static byte[] progressive(BufferedImage picture, String format) {
        return encode(picture, format, param -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT));
    }

    private static byte[] encode(BufferedImage picture, String format) {
        return encode(picture, format, param -> {});
    }

    private static byte[] encode(BufferedImage picture, String format, Consumer<ImageWriteParam> settings) {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), format)
                .next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            settings.accept(param);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage picture(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(40, 90, 160));
        graphics.fillRect(0, 0, width, height * 2 / 3);
        graphics.setColor(new Color(240, 200, 60));
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.setColor(Color.WHITE);
        graphics.drawLine(0, 0, width, height);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = random.nextInt();
            }
            picture.setRGB(0, y, width, 1, row, 0, width);
        }
        return picture;
    }
}
