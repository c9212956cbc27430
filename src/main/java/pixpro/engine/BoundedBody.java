package pixpro.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that ends in an error when it goes on for too long. Closing it leaves the connection open. */
final class BoundedBody extends FilterInputStream {
    private final long limit;
    private long taken;

    BoundedBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    static ApiError tooLarge(long limit) {
        return new ApiError(413, "request body is larger than " + limit + " bytes");
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public void close() {
        // the exchange closes it
    }

    private void count(int read) {
        taken += read;
        if (taken > limit) {
            throw tooLarge(limit);
        }
    }
}
