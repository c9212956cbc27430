package pixpro.image;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and hashes what is written through it, and lets no more through than it may. */
final class BoundedOutput extends OutputStream {

    private final OutputStream out;
    private final long maxBytes;
    private final MessageDigest digest = sha256();
    private long bytes;

    BoundedOutput(OutputStream out, long maxBytes) {
        this.out = out;
        this.maxBytes = maxBytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (bytes + length > maxBytes) {
            throw new FullException();
        }
        bytes += length;
        digest.update(buffer, offset, length);
        out.write(buffer, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    long bytes() {
        return bytes;
    }

    byte[] digest() {
        return digest.digest();
    }

    /** One byte more than may be written. */
    static final class FullException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
