package pixpro.engine.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The first directory of a TIFF file, which is also what an EXIF block is. Holds whole numbers and the colour profile. */
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int EXTRA_SAMPLES = 338;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int PROFILE = 34_675;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final Map<Integer, Integer> values = new HashMap<>();

    private byte[] profile = {};

    private TiffDirectory() {}

    /** Reads from position 0 of the buffer; throws {@link IndexOutOfBoundsException} if it ends too early. */
    static TiffDirectory read(ByteBuffer buffer) {
        ByteBuffer tiff = buffer.slice()
                .order(buffer.get(buffer.position()) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = tiff.getInt(4);
        int entries = tiff.getShort(at) & 0xFFFF;
        TiffDirectory directory = new TiffDirectory();
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + 12 * i;
            int tag = tiff.getShort(entry) & 0xFFFF;
            int type = tiff.getShort(entry + 2) & 0xFFFF;
            if (type == SHORT) {
                directory.values.put(tag, tiff.getShort(entry + 8) & 0xFFFF);
            } else if (type == LONG) {
                directory.values.put(tag, tiff.getInt(entry + 8));
            } else if (tag == PROFILE) {
                directory.profile = bytes(tiff, tiff.getInt(entry + 8), tiff.getInt(entry + 4));
            }
        }
        return directory;
    }

    /** Gives the orientation that an EXIF block states, 1 (upright) if it states none or is damaged. */
    static int orientation(ByteBuffer exif) {
        try {
            int orientation = read(exif).value(ORIENTATION, 1);
            return orientation >= 1 && orientation <= 8 ? orientation : 1;
        } catch (IndexOutOfBoundsException damaged) {
            // a damaged EXIF block is no reason to refuse the picture
            return 1;
        }
    }

    /** A profile that lies outside of the file is no reason to refuse the picture. */
    private static byte[] bytes(ByteBuffer tiff, int start, int length) {
        if (start < 0 || length < 0 || start > tiff.limit() - length) {
            return new byte[0];
        }
        byte[] bytes = new byte[length];
        tiff.get(start, bytes);
        return bytes;
    }

    /** Gives the ICC profile; empty if there is none. */
    byte[] profile() {
        return profile;
    }

    /** Says whether the colours are stored multiplied by their alpha. */
    boolean isPremultiplied() {
        return value(EXTRA_SAMPLES, 0) == ASSOCIATED_ALPHA;
    }

    int value(int tag, int otherwise) {
        return values.getOrDefault(tag, otherwise);
    }
}
