package pixpro.engine.photo;

import java.nio.ByteBuffer;

/** Walks the segments of a JPEG file: finds its size and orientation and whether it is all there. */
final class JpegStructure {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP1 = 0xE1;
    private static final long EXIF = 0x457869660000L;

    private JpegStructure() {}

    static ImageHeader read(ByteBuffer file) {
        int width = 0;
        int height = 0;
        int orientation = 1;
        file.position(2);
        while (true) {
            int marker = nextMarker(file);
            if (marker == START_OF_SCAN) {
                break;
            }
            int start = file.position();
            int length = file.getShort(start) & 0xFFFF;
            if (isFrame(marker)) {
                height = file.getShort(start + 3) & 0xFFFF;
                width = file.getShort(start + 5) & 0xFFFF;
            } else if (marker == APP1 && length >= 16 && (file.getLong(start + 2) >>> 16) == EXIF) {
                orientation = TiffDirectory.orientation(file.slice(start + 8, length - 8));
            }
            file.position(start + length);
        }
        requireEnd(file);
        return new ImageHeader(PhotoFormat.JPEG, width, height, orientation);
    }

    /** The decoder would fill what is missing with grey and say nothing. */
    private static void requireEnd(ByteBuffer file) {
        byte[] bytes = file.array();
        for (int i = file.position(); i + 1 < file.limit(); i++) {
            if (bytes[i] == (byte) 0xFF && (bytes[i + 1] & 0xFF) == END_OF_IMAGE) {
                return;
            }
        }
        throw ImageHeader.truncated(PhotoFormat.JPEG, null);
    }

    private static int nextMarker(ByteBuffer file) {
        while ((file.get() & 0xFF) != 0xFF) {
            // bytes between segments are skipped, as decoders do
        }
        int marker = file.get() & 0xFF;
        while (marker == 0xFF) {
            marker = file.get() & 0xFF;
        }
        return marker;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
