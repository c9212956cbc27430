package bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import pixpro.corpus.GoodImages;

/** A photo of about the size that is asked for, which does not compress, and of which no two copies are the same. */
final class Payload {

    private static final int SOI = 2;
    private static final int COMMENT = 2 + 2 + 16;

    private final byte[] rest;

    private Payload(byte[] rest) {
        this.rest = rest;
    }

    /** @param bytes about so many */
    static Payload of(int bytes) {
        double side = 256;
        byte[] jpeg = GoodImages.noisyJpeg((int) side, (int) side);
        side *= Math.sqrt((double) bytes / jpeg.length);
        jpeg = GoodImages.noisyJpeg((int) side, (int) side);
        return new Payload(Arrays.copyOfRange(jpeg, SOI, jpeg.length));
    }

    /** @return its length in bytes */
    int bytes() {
        return SOI + COMMENT + rest.length;
    }

    /** @return the beginning of a copy, with a comment of its own; {@link #rest} follows */
    byte[] beginning() {
        UUID own = UUID.randomUUID();
        return ByteBuffer.allocate(SOI + COMMENT)
                .putShort((short) 0xFFD8)
                .putShort((short) 0xFFFE)
                .putShort((short) (COMMENT - 2))
                .putLong(own.getMostSignificantBits())
                .putLong(own.getLeastSignificantBits())
                .array();
    }

    byte[] rest() {
        return rest;
    }

    /** @return a whole copy */
    byte[] copy() {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(bytes());
        copy.writeBytes(beginning());
        copy.writeBytes(rest);
        return copy.toByteArray();
    }
}
