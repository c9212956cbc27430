package bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file that is sent in parts and never stands whole in memory.
 *
 * @param path where it lies
 * @param bytes its length
 * @param sha256 of it
 */
record LargeFile(Path path, long bytes, String sha256) {

    private static final int HEADERS = 14 + 40;
    private static final int WIDTH = 16_000;
    private static final int PIXEL_BYTES = 3;
    private static final int PIXEL_BITS = 24;

    static LargeFile of(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new LargeFile(path, Files.size(path), DigestUtils.sha256Hex(in));
        }
    }

    /** @return a bitmap of noise, of about so many megabytes (Windows BMP, BITMAPINFOHEADER, 24 bits a pixel) */
    static LargeFile bmp(Path path, int megabytes) throws IOException {
        int height = (int) ((long) megabytes * 1024 * 1024 / (WIDTH * PIXEL_BYTES));
        int pixels = WIDTH * PIXEL_BYTES * height;
        ByteBuffer headers = ByteBuffer.allocate(HEADERS).order(ByteOrder.LITTLE_ENDIAN);
        headers.put((byte) 'B')
                .put((byte) 'M')
                .putInt(HEADERS + pixels)
                .putInt(0)
                .putInt(HEADERS);
        headers.putInt(40)
                .putInt(WIDTH)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) PIXEL_BITS)
                .putInt(0)
                .putInt(pixels);
        Random random = new Random();
        byte[] row = new byte[WIDTH * PIXEL_BYTES];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            out.write(headers.array());
            for (int i = 0; i < height; i++) {
                random.nextBytes(row);
                out.write(row);
            }
        }
        return of(path);
    }
}
