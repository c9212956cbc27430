package pixpro.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a PNG chunk by chunk, right or wrong as a test wants it. */
public final class PngChunks {

    private static final int SIGNATURE_BYTES = 8;
    /** Length, type and checksum. */
    private static final int EMPTY_CHUNK_BYTES = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins with the signature. */
    public PngChunks() {
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    }

    /** An IHDR of 8-bit pixels: colour type 0 grey, 2 RGB, 3 palette, 6 RGB with alpha. */
    public PngChunks header(int width, int height, int colourType) {
        ByteBuffer data = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) colourType);
        return chunk("IHDR", data.array());
    }

    /** A chunk with its right checksum. */
    public PngChunks chunk(String type, byte[] data) {
        return chunk(type, data, 0);
    }

    /** A chunk whose checksum is off by some bits. */
    public PngChunks chunk(String type, byte[] data, int wrongBits) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        number(data.length);
        out.writeBytes(name);
        out.writeBytes(data);
        number((int) sum.getValue() ^ wrongBits);
        return this;
    }

    /** An IDAT of so many zeros, packed. */
    public PngChunks zeros(long count) {
        return chunk("IDAT", deflatedZeros(count));
    }

    /** Closes with IEND. */
    public byte[] end() {
        return chunk("IEND", new byte[0]).bytes();
    }

    /** What was written so far. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    private void number(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    /** A PNG, perhaps broken, with all checksums made right as far as its chunks can be followed. */
    public static byte[] resummed(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png.clone());
        chunks.position(Math.min(SIGNATURE_BYTES, png.length));
        while (chunks.remaining() >= EMPTY_CHUNK_BYTES) {
            int length = chunks.getInt();
            if (length < 0 || length > chunks.remaining() - 2 * Integer.BYTES) {
                return chunks.array();
            }
            CRC32 sum = new CRC32();
            sum.update(chunks.array(), chunks.position(), Integer.BYTES + length);
            chunks.position(chunks.position() + Integer.BYTES + length);
            chunks.putInt((int) sum.getValue());
        }
        return chunks.array();
    }

    /** So many zeros as a zlib stream, about a thousandth as long. */
    public static byte[] deflatedZeros(long count) {
        Deflater deflater = new Deflater();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] zeros = new byte[64 * 1024];
        byte[] buffer = new byte[64 * 1024];
        for (long left = count; left > 0; left -= zeros.length) {
            deflater.setInput(zeros, 0, (int) Math.min(left, zeros.length));
            while (!deflater.needsInput()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }
}
