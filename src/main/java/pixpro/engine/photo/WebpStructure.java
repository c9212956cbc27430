package pixpro.engine.photo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks the chunks of a WebP file: finds its size and orientation and whether it is all there. */
final class WebpStructure {
    private WebpStructure() {}

    static ImageHeader read(ByteBuffer file) {
        long end = 8 + (file.getInt(4) & 0xFFFFFFFFL);
        if (end > file.limit()) {
            throw ImageHeader.truncated(PhotoFormat.WEBP, null);
        }
        int width = 0;
        int height = 0;
        int orientation = 1;
        int at = 12;
        while (at + 8 <= end) {
            String type = new String(file.array(), at, 4, StandardCharsets.ISO_8859_1);
            int length = file.getInt(at + 4);
            int data = at + 8;
            if (type.equals("VP8X")) {
                width = 1 + medium(file, data + 4);
                height = 1 + medium(file, data + 7);
            } else if (type.equals("VP8 ") && width == 0) {
                width = file.getShort(data + 6) & 0x3FFF;
                height = file.getShort(data + 8) & 0x3FFF;
            } else if (type.equals("VP8L") && width == 0) {
                int bits = file.getInt(data + 1);
                width = 1 + (bits & 0x3FFF);
                height = 1 + (bits >>> 14 & 0x3FFF);
            } else if (type.equals("EXIF")) {
                orientation = TiffDirectory.orientation(withoutPreamble(file.slice(data, length)));
            }
            at = Math.addExact(data, Math.addExact(Math.max(length, 0), length & 1));
        }
        return new ImageHeader(PhotoFormat.WEBP, width, height, orientation);
    }

    /** Some writers put JPEG's "Exif" in front of the block. */
    private static ByteBuffer withoutPreamble(ByteBuffer exif) {
        return exif.remaining() > 6 && exif.get(0) == 'E' && exif.get(1) == 'x'
                ? exif.slice(6, exif.remaining() - 6)
                : exif;
    }

    private static int medium(ByteBuffer file, int at) {
        return (file.getShort(at) & 0xFFFF) | (file.get(at + 2) & 0xFF) << 16;
    }
}
