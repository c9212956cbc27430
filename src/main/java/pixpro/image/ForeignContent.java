package pixpro.image;

import static pixpro.image.ImageFormat.startsWith;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a file is when it is no image PixPro reads, so that its sender understands the refusal. */
final class ForeignContent {

    private static final int BRAND_OFFSET = 8;

    private record Magic(int offset, String bytes, String name) {}

    private static final List<Magic> MAGICS = List.of(
            new Magic(0, "%PDF-", "a PDF document"),
            new Magic(0, "PK\3\4", "a ZIP archive or an office document"),
            new Magic(0, "PK\5\6", "an empty ZIP archive"),
            new Magic(0, "Rar!", "a RAR archive"),
            new Magic(0, "7z\u00BC\u00AF", "a 7-Zip archive"),
            new Magic(0, "\u001F\u008B", "a gzip archive"),
            new Magic(0, "\0\0\0\fJXL ", "a JPEG XL image"),
            new Magic(0, "\u00FF\n", "a JPEG XL image"),
            new Magic(0, "\0\0\0\fjP  ", "a JPEG 2000 image"),
            new Magic(0, "II*\0\20\0\0\0CR", "a Canon raw photo"),
            new Magic(0, "IIRO", "an Olympus raw photo"),
            new Magic(0, "IIU\0", "a Panasonic raw photo"),
            new Magic(0, "FUJIFILMCCD-RAW", "a Fujifilm raw photo"),
            new Magic(0, "8BPS", "a Photoshop document"),
            new Magic(0, "gimp xcf", "a GIMP document"),
            new Magic(0, "\0\0\1\0", "a Windows icon"),
            new Magic(0, "qoif", "a QOI image"),
            new Magic(0, "v/1\1", "an OpenEXR image"),
            new Magic(8, "AVI ", "an AVI video"),
            new Magic(8, "WAVE", "a WAV sound"),
            new Magic(0, "\u001AE\u00DF\u00A3", "a Matroska or WebM video"),
            new Magic(0, "\u00CA\u00FE\u00BA\u00BE", "a Java class file"),
            new Magic(0, "\u007FELF", "a program"),
            new Magic(0, "MZ", "a program"));

    private ForeignContent() {}

    /** @param head the first bytes of a file that {@link ImageFormat#recognise} did not know */
    static UnfitImageException refusal(byte[] head) {
        String what = name(head)
                .map(known -> "The file is " + known + ", not an image that PixPro reads")
                .orElse("The file is not an image, or of no format that PixPro reads");
        return new UnfitImageException(
                UnfitImageException.Reason.NOT_AN_IMAGE, what + " (JPEG, PNG, WebP, GIF, TIFF or BMP).");
    }

    private static Optional<String> name(byte[] head) {
        if (startsWith(head, 4, "ftyp")) {
            return Optional.of(isoBrand(head));
        }
        for (Magic magic : MAGICS) {
            if (startsWith(head, magic.offset, magic.bytes)) {
                return Optional.of(magic.name);
            }
        }
        return isText(head) ? Optional.of(textKind(head)) : Optional.empty();
    }

    /** HEIC, AVIF and videos share ISO's box format; the brand tells them apart (ISO/IEC 14496-12, 4.3). */
    private static String isoBrand(byte[] head) {
        String brands =
                new String(head, BRAND_OFFSET, Math.min(head.length, 64) - BRAND_OFFSET, StandardCharsets.ISO_8859_1);
        if (brands.startsWith("crx ")) {
            return "a Canon raw photo";
        }
        if (brands.contains("avif") || brands.contains("avis")) {
            return "an AVIF image";
        }
        boolean heic = brands.matches("(?s)(heic|heix|heim|heis|hevc|hevx|mif1|msf1).*");
        return heic ? "a HEIC image" : "a video (MP4 or QuickTime)";
    }

    private static String textKind(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        if (text.contains("<svg")) {
            return "an SVG drawing";
        }
        if (text.contains("<html") || text.contains("<!doctype html")) {
            return "a web page";
        }
        if (text.startsWith("<?php") || text.startsWith("#!")) {
            return "a script";
        }
        return text.startsWith("<?xml") ? "an XML document" : "a text file";
    }

    /** Whether all of the head is UTF-8 without control characters; a character cut off at its end does not count. */
    static boolean isText(byte[] head) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(head.length);
        if (decoder.decode(ByteBuffer.wrap(head), text, false).isError()) {
            return false;
        }
        return text.flip().chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
    }
}
