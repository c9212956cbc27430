package pixpro.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The image formats PixPro reads, told apart by their first bytes: a name or a declared type proves nothing. */
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    GIF("image/gif", "gif"),
    TIFF("image/tiff", "tiff"),
    BMP("image/bmp", "bmp");

    /** How many first bytes {@link #recognise} needs at most, and how many suffice to name other kinds of file. */
    public static final int HEAD_BYTES = 4096;

    private static final int BMP_SIZE_FIELD = 14;
    /** The sizes of the header that follows a BMP's file header: OS/2 1, OS/2 2, and Windows 3 to 5. */
    private static final Set<Integer> BMP_HEADER_SIZES = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

    private final String mediaType;
    private final String extension;

    ImageFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The IANA media type, e.g. {@code image/jpeg}. */
    public String mediaType() {
        return mediaType;
    }

    /** The usual file extension without the dot, e.g. {@code jpg}. */
    public String extension() {
        return extension;
    }

    /**
     * Finds the format that a file's first bytes announce; says nothing about whether the rest keeps the promise.
     *
     * @param head the first bytes of the file, up to {@link #HEAD_BYTES}; fewer when the file is shorter
     * @return the format, or empty when it is none of these
     */
    public static Optional<ImageFormat> recognise(byte[] head) {
        if (startsWith(head, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (startsWith(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        }
        if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (startsWith(head, 0, "GIF87a") || startsWith(head, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (isTiff(head)) {
            return Optional.of(TIFF);
        }
        return isBmp(head) ? Optional.of(BMP) : Optional.empty();
    }

    /** Version 42 is TIFF 6.0, 43 is BigTIFF; Canon's CR2 wears the same magic and says so at byte 8. */
    private static boolean isTiff(byte[] head) {
        boolean magic = startsWith(head, 0, 'I', 'I', 42, 0)
                || startsWith(head, 0, 'M', 'M', 0, 42)
                || startsWith(head, 0, 'I', 'I', 43, 0)
                || startsWith(head, 0, 'M', 'M', 0, 43);
        return magic && !startsWith(head, 8, "CR");
    }

    /** "BM" alone would take "BMW for sale.txt" for a picture, so a known header size must follow if there is room. */
    private static boolean isBmp(byte[] head) {
        if (!startsWith(head, 0, "BM")) {
            return false;
        }
        if (head.length < BMP_SIZE_FIELD + 4) {
            return head.length == 2 || !ForeignContent.isText(head);
        }
        int size = (head[BMP_SIZE_FIELD] & 0xFF)
                | (head[BMP_SIZE_FIELD + 1] & 0xFF) << 8
                | (head[BMP_SIZE_FIELD + 2] & 0xFF) << 16
                | (head[BMP_SIZE_FIELD + 3] & 0xFF) << 24;
        return BMP_HEADER_SIZES.contains(size);
    }

    static boolean startsWith(byte[] head, int offset, String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= offset + wanted.length
                && Arrays.equals(head, offset, offset + wanted.length, wanted, 0, wanted.length);
    }

    static boolean startsWith(byte[] head, int offset, int... wanted) {
        if (head.length < offset + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((head[offset + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
