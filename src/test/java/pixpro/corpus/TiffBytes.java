package pixpro.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes TIFFs that no library would. */
final class TiffBytes {

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DIRECTORY = 9;
    private static final int STRIP = 8;

    private TiffBytes() {}

    /** One uncompressed grey page whose only strip, at byte 8, holds so many bytes by its own account; the file has one. */
    static byte[] page(int width, int height, int bits, int stripBytes) {
        return page(width, height, bits, stripBytes, 0);
    }

    /** A page of one pixel that is followed by itself. */
    static byte[] circle() {
        return page(1, 1, 8, 1, DIRECTORY);
    }

    private static byte[] page(int width, int height, int bits, int stripBytes, int next) {
        ByteBuffer tiff = ByteBuffer.allocate(DIRECTORY + 2 + 7 * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(DIRECTORY);
        tiff.position(DIRECTORY);
        tiff.putShort((short) 7);
        field(tiff, 256, LONG, width);
        field(tiff, 257, LONG, height);
        field(tiff, 258, LONG, bits);
        field(tiff, 259, SHORT, 1);
        field(tiff, 262, SHORT, 1);
        field(tiff, 273, LONG, STRIP);
        field(tiff, 279, LONG, stripBytes);
        return tiff.putInt(next).array();
    }

    private static void field(ByteBuffer tiff, int tag, int type, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }
}
