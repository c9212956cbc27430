package pixpro.engine;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import pixpro.corpus.PngChunks;

/** Photos as cameras and editors write them: stored on their side, with a profile, and with much about their owner. */
final class TaggedFiles {
    /** Stands in every block of metadata. */
    static final String SECRET = "52.5163N-Ada-SN4711";

    /** Display P3: what iPhones write. */
    static final byte[] PROFILE = displayP3();

    private static final byte[] SECRET_BYTES = SECRET.getBytes(StandardCharsets.US_ASCII);
    private static final String XMP = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">" + SECRET + "</x:xmpmeta>";
    private static final int EXIF_BYTES = 8 + 2 + 6 * 12 + 4;

    private TaggedFiles() {}

    /** A file of a format, with the pixels as they are stored and all tags. */
    static byte[] of(String format, Mat stored, int orientation) {
        return switch (format) {
            case "jpg" -> jpeg(encode(stored, ".jpg"), orientation);
            case "png" -> png(encode(stored, ".png"), orientation);
            case "webp" ->
                webp(encode(stored, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101), stored, orientation);
            case "tiff" -> tiff(stored, orientation, 2);
            default -> throw new IllegalArgumentException(format);
        };
    }

    static byte[] jpeg(byte[] plain, int orientation) {
        return jpeg(plain, orientation, PROFILE);
    }

    static byte[] jpeg(byte[] plain, int orientation, byte[] profile) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        segment(file, 0xE1, ascii("Exif\0\0"), exif(orientation));
        segment(file, 0xE1, ascii("http://ns.adobe.com/xap/1.0/\0"), ascii(XMP));
        int most = 65_519;
        int parts = (profile.length + most - 1) / most;
        for (int i = 0; i < parts; i++) {
            int length = Math.min(most, profile.length - i * most);
            byte[] part =
                    ByteBuffer.allocate(length).put(profile, i * most, length).array();
            segment(file, 0xE2, ascii("ICC_PROFILE\0"), new byte[] {(byte) (i + 1), (byte) parts}, part);
        }
        segment(file, 0xED, ascii("Photoshop 3.0\0"), photoshop());
        segment(file, 0xFE, SECRET_BYTES);
        file.write(plain, 2, plain.length - 2);
        return file.toByteArray();
    }

    private static byte[] png(byte[] plain, int orientation) {
        PngChunks file = new PngChunks();
        ByteBuffer chunks = ByteBuffer.wrap(plain).position(8);
        while (chunks.hasRemaining()) {
            byte[] data = new byte[chunks.getInt()];
            byte[] type = new byte[4];
            chunks.get(type).get(data).getInt();
            file.chunk(new String(type, StandardCharsets.US_ASCII), data);
            if (type[0] == 'I' && type[1] == 'H') {
                file.chunk("iCCP", join(ascii("icc\0\0"), deflated(PROFILE)));
                file.chunk("eXIf", exif(orientation));
                file.chunk("tEXt", ascii("Author\0" + SECRET));
                file.chunk("zTXt", join(ascii("Comment\0\0"), deflated(SECRET_BYTES)));
                file.chunk("iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0" + XMP));
                file.chunk("tIME", new byte[] {7, (byte) 234, 1, 2, 3, 4, 5});
            }
        }
        return file.bytes();
    }

    private static byte[] webp(byte[] plain, Mat stored, int orientation) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(ascii("WEBP"));
        // profile, EXIF and XMP, and alpha if the picture has it
        int flags = 0x20 | 0x08 | 0x04 | (stored.channels() == 4 ? 0x10 : 0);
        ByteBuffer extended =
                ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
        medium(extended, stored.cols() - 1);
        medium(extended, stored.rows() - 1);
        riff(chunks, "VP8X", extended.array());
        riff(chunks, "ICCP", PROFILE);
        byte[] pixels = new byte[plain.length - 20];
        System.arraycopy(plain, 20, pixels, 0, pixels.length);
        riff(chunks, new String(plain, 12, 4, StandardCharsets.US_ASCII), pixels);
        riff(chunks, "EXIF", exif(orientation));
        riff(chunks, "XMP ", ascii(XMP));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        riff(file, "RIFF", chunks.toByteArray());
        return file.toByteArray();
    }

    /**
     * Uncompressed, in one strip.
     *
     * @param alpha 1 if the colours are multiplied by it, 2 if not
     */
    static byte[] tiff(Mat stored, int orientation, int alpha) {
        int channels = stored.channels();
        byte[] pixels = new byte[stored.rows() * stored.cols() * channels * (int) stored.elemSize1()];
        rgb(stored).data().get(pixels);
        Map<Integer, Object> tags = new TreeMap<>();
        tags.put(256, stored.cols());
        tags.put(257, stored.rows());
        short bits = (short) (8 * stored.elemSize1());
        ByteBuffer depths = ByteBuffer.allocate(2 * channels).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < channels; i++) {
            depths.putShort(bits);
        }
        tags.put(258, depths.array());
        tags.put(259, (short) 1);
        tags.put(262, (short) 2);
        tags.put(271, SECRET);
        tags.put(274, (short) orientation);
        tags.put(277, (short) channels);
        tags.put(278, stored.rows());
        tags.put(279, pixels.length);
        tags.put(315, SECRET);
        if (channels == 4) {
            tags.put(338, (short) alpha);
        }
        tags.put(700, ascii(XMP));
        tags.put(33_723, photoshop());
        tags.put(34_675, PROFILE);
        return directory(tags, pixels);
    }

    /** The file: header, pixels, directory, and what does not fit into its entries. */
    private static byte[] directory(Map<Integer, Object> tags, byte[] pixels) {
        tags.put(273, 8);
        int start = 8 + pixels.length;
        int free = start + 2 + 12 * tags.size() + 4;
        ByteBuffer file = ByteBuffer.allocate(free + 20_000).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("II")).putShort((short) 42).putInt(start).put(pixels);
        file.putShort((short) tags.size());
        for (Map.Entry<Integer, Object> tag : tags.entrySet()) {
            file.putShort(tag.getKey().shortValue());
            if (tag.getValue() instanceof Short number) {
                file.putShort((short) 3).putInt(1).putShort(number).putShort((short) 0);
            } else if (tag.getValue() instanceof Integer number) {
                file.putShort((short) 4).putInt(1).putInt(number);
            } else {
                boolean shorts = tag.getKey() == 258;
                boolean text = tag.getValue() instanceof String;
                byte[] value = text ? ascii(tag.getValue() + "\0") : (byte[]) tag.getValue();
                file.putShort((short) (shorts ? 3 : text ? 2 : 7)).putInt(shorts ? value.length / 2 : value.length);
                file.putInt(free);
                file.put(free, value);
                free += value.length + value.length % 2;
            }
        }
        file.putInt(0);
        return ByteBuffer.allocate(free).put(file.array(), 0, free).array();
    }

    private static Mat rgb(Mat stored) {
        Mat rgb = new Mat();
        org.bytedeco.opencv.global.opencv_imgproc.cvtColor(
                stored,
                rgb,
                stored.channels() == 4
                        ? org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2RGBA
                        : org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB);
        return rgb;
    }

    /** A little-endian TIFF directory: camera, orientation, owner, place and maker's note. */
    private static byte[] exif(int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(EXIF_BYTES + 2 * SECRET_BYTES.length + 2 + 12 + 4 + 64)
                .order(ByteOrder.LITTLE_ENDIAN);
        int secret = EXIF_BYTES;
        int gps = EXIF_BYTES + SECRET_BYTES.length + 1;
        exif.put(ascii("II")).putShort((short) 42).putInt(8).putShort((short) 6);
        exif.putShort((short) 271)
                .putShort((short) 2)
                .putInt(SECRET_BYTES.length)
                .putInt(secret);
        exif.putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putShort((short) 34_853).putShort((short) 4).putInt(1).putInt(gps);
        exif.putShort((short) 37_500)
                .putShort((short) 7)
                .putInt(SECRET_BYTES.length)
                .putInt(secret);
        exif.putShort((short) 42_032)
                .putShort((short) 2)
                .putInt(SECRET_BYTES.length)
                .putInt(secret);
        exif.putShort((short) 42_033)
                .putShort((short) 2)
                .putInt(SECRET_BYTES.length)
                .putInt(secret);
        exif.putInt(0).put(SECRET_BYTES).put((byte) 0);
        exif.putShort((short) 1)
                .putShort((short) 29)
                .putShort((short) 2)
                .putInt(SECRET_BYTES.length)
                .putInt(secret);
        return exif.array();
    }

    /** One resource of Photoshop's: an IPTC record with a caption. */
    private static byte[] photoshop() {
        byte[] record = join(new byte[] {0x1C, 2, 120, 0, (byte) SECRET_BYTES.length}, SECRET_BYTES);
        return join(
                ascii("8BIM"),
                new byte[] {4, 4, 0, 0},
                ByteBuffer.allocate(4).putInt(record.length).array(),
                record,
                new byte[record.length % 2]);
    }

    /** Java's sRGB profile with the primaries of Display P3, adapted to D50. */
    private static byte[] displayP3() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        primary(profile, "rXYZ", 0.51512, 0.24120, -0.00105);
        primary(profile, "gXYZ", 0.29198, 0.69225, 0.04189);
        primary(profile, "bXYZ", 0.15710, 0.06657, 0.78407);
        return profile;
    }

    private static void primary(byte[] profile, String tag, double x, double y, double z) {
        ByteBuffer bytes = ByteBuffer.wrap(profile);
        int wanted = ByteBuffer.wrap(ascii(tag)).getInt();
        for (int entry = 132; entry < 132 + 12 * bytes.getInt(128); entry += 12) {
            if (bytes.getInt(entry) == wanted) {
                bytes.position(bytes.getInt(entry + 4) + 8);
                bytes.putInt((int) (x * 65_536)).putInt((int) (y * 65_536)).putInt((int) (z * 65_536));
                return;
            }
        }
        throw new IllegalStateException("no " + tag);
    }

    static byte[] encode(Mat picture, String extension, int... parameters) {
        try (BytePointer file = new BytePointer();
                IntPointer numbers = new IntPointer(parameters)) {
            opencv_imgcodecs.imencode(extension, picture, file, numbers);
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    private static void segment(ByteArrayOutputStream file, int marker, byte[]... parts) {
        byte[] content = join(parts);
        file.write(0xFF);
        file.write(marker);
        file.write(content.length + 2 >> 8);
        file.write(content.length + 2);
        file.writeBytes(content);
    }

    private static void riff(ByteArrayOutputStream file, String type, byte[] content) {
        file.writeBytes(ascii(type));
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .array());
        file.writeBytes(content);
        if (content.length % 2 == 1) {
            file.write(0);
        }
    }

    private static void medium(ByteBuffer buffer, int value) {
        buffer.putShort((short) value).put((byte) (value >> 16));
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return ByteBuffer.allocate(length).put(packed, 0, length).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
