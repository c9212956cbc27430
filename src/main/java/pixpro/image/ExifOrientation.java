package pixpro.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in an EXIF block, which is a small TIFF file of its own (CIPA DC-008, 4.5 and 4.6.4). Looks at
 * the first directory only and follows no other offset, so that a hostile block cannot send it in circles.
 */
final class ExifOrientation {

    static final int UPRIGHT = 1;
    /** More than any EXIF block of a JPEG can have; what lies beyond is not looked at. */
    static final int MAX_BLOCK_BYTES = 64 * 1024;

    static final int TAG = 0x0112;
    private static final int LAST = 8;
    private static final int TIFF_HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int SHORT = 3;

    private ExifOrientation() {}

    /**
     * @param exif the block from its TIFF header on, possibly cut off
     * @return 1..8; 1 when the block says nothing sensible, for a wrong orientation is no reason to refuse a photo
     */
    static int of(byte[] exif) {
        ByteBuffer block = ByteBuffer.wrap(exif);
        if (exif.length < TIFF_HEADER_BYTES) {
            return UPRIGHT;
        }
        block.order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(block.getInt(4));
        if (directory + 2 > exif.length) {
            return UPRIGHT;
        }
        int first = (int) directory + 2;
        int entries = Short.toUnsignedInt(block.getShort((int) directory));
        int whole = Math.min(entries, (exif.length - first) / ENTRY_BYTES);
        for (int entry = 0; entry < whole; entry++) {
            int at = first + entry * ENTRY_BYTES;
            if (block.getShort(at) == TAG) {
                return block.getShort(at + 2) == SHORT ? valid(Short.toUnsignedInt(block.getShort(at + 8))) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** The value itself if it is one of the eight, upright otherwise. */
    static int valid(long orientation) {
        return orientation >= UPRIGHT && orientation <= LAST ? (int) orientation : UPRIGHT;
    }
}
