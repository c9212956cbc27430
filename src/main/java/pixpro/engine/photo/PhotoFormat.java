package pixpro.engine.photo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The formats that are accepted, told apart by their first bytes and never by a name. */
public enum PhotoFormat {
    JPEG(".jpg"),
    PNG(".png"),
    WEBP(".webp"),
    GIF(".gif"),
    TIFF(".tiff"),
    BMP(".bmp");

    private final String extension;

    PhotoFormat(String extension) {
        this.extension = extension;
    }

    /** Gives the format of a file by its first bytes; throws {@link PhotoRefused} if it is none of these. */
    static PhotoFormat of(byte[] file) {
        if (startsWith(file, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return PNG;
        }
        if (startsWith(file, 'R', 'I', 'F', 'F')
                && file.length >= 12
                && new String(file, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP")) {
            return WEBP;
        }
        if (startsWith(file, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (startsWith(file, 'I', 'I', 42, 0) || startsWith(file, 'M', 'M', 0, 42)) {
            return TIFF;
        }
        if (startsWith(file, 'B', 'M')) {
            return BMP;
        }
        throw new PhotoRefused("the image is not a JPEG, PNG, WebP, GIF, TIFF or BMP file");
    }

    /** The format a result is written in: the same for JPEG, PNG and WebP, PNG for all others. */
    public PhotoFormat ofResult() {
        return switch (this) {
            case JPEG, PNG, WEBP -> this;
            case GIF, TIFF, BMP -> PNG;
        };
    }

    String extension() {
        return extension;
    }

    /** The format's name in lower case, as in {@code jpeg}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean startsWith(byte[] file, int... magic) {
        return file.length >= magic.length
                && Arrays.equals(
                        Arrays.stream(magic).map(b -> b & 0xFF).toArray(),
                        java.util.stream.IntStream.range(0, magic.length)
                                .map(i -> file[i] & 0xFF)
                                .toArray());
    }
}
