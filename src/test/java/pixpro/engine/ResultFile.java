package pixpro.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a JPEG, PNG or WebP file is made of.
 *
 * @param format jpg, png or webp
 * @param parts the markers or chunk types, in order, up to the pixels of a JPEG
 * @param profile the ICC profile; empty if there is none
 */
record ResultFile(String format, List<String> parts, byte[] profile) {

    static ResultFile read(byte[] file) {
        return switch (file[0] & 0xFF) {
            case 0xFF -> jpeg(ByteBuffer.wrap(file).position(2));
            case 0x89 -> png(ByteBuffer.wrap(file).position(8));
            case 'R' ->
                webp(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(12));
            default -> throw new IllegalArgumentException("no JPEG, PNG or WebP");
        };
    }

    boolean hasProfile(byte[] expected) {
        return Arrays.equals(profile, expected);
    }

    private static ResultFile jpeg(ByteBuffer file) {
        List<String> parts = new ArrayList<>();
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        int marker = 0;
        while (marker != 0xDA) {
            marker = file.getShort() & 0xFF;
            byte[] content = new byte[(file.getShort() & 0xFFFF) - 2];
            file.get(content);
            parts.add("%02X".formatted(marker));
            if (marker == 0xE2) {
                profile.write(content, 14, content.length - 14);
            }
        }
        return new ResultFile("jpg", parts, profile.toByteArray());
    }

    private static ResultFile png(ByteBuffer file) {
        List<String> parts = new ArrayList<>();
        byte[] profile = {};
        while (file.hasRemaining()) {
            byte[] content = new byte[file.getInt()];
            String type = type(file);
            file.get(content).getInt();
            parts.add(type);
            if (type.equals("iCCP")) {
                profile = inflated(content);
            }
        }
        return new ResultFile("png", parts, profile);
    }

    private static ResultFile webp(ByteBuffer file) {
        List<String> parts = new ArrayList<>();
        byte[] profile = {};
        while (file.hasRemaining()) {
            String type = type(file);
            byte[] content = new byte[file.getInt()];
            file.get(content);
            file.position(file.position() + content.length % 2);
            parts.add(type);
            if (type.equals("ICCP")) {
                profile = content;
            }
        }
        return new ResultFile("webp", parts, profile);
    }

    private static String type(ByteBuffer file) {
        byte[] type = new byte[4];
        file.get(type);
        return new String(type, StandardCharsets.US_ASCII);
    }

    /** After a name, a zero and the method. */
    private static byte[] inflated(byte[] content) {
        int start = 0;
        while (content[start] != 0) {
            start++;
        }
        Inflater inflater = new Inflater();
        inflater.setInput(content, start + 2, content.length - start - 2);
        byte[] profile = new byte[1_000_000];
        try {
            int length = inflater.inflate(profile);
            return ByteBuffer.allocate(length).put(profile, 0, length).array();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(e);
        } finally {
            inflater.end();
        }
    }
}
