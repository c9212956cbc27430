package pixpro.engine;

import java.io.InputStream;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;

/** Native memory as a stream, so that a result goes out without a copy on the heap. */
final class NativeBytes extends InputStream {
    private final BytePointer bytes;
    private final long length;
    private long position;

    NativeBytes(BytePointer bytes) {
        this.bytes = new BytePointer(bytes);
        this.length = bytes.limit() - bytes.position();
    }

    long length() {
        return length;
    }

    @Override
    public int read() {
        return position >= length ? -1 : bytes.get(position++) & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
        Objects.checkFromIndexSize(offset, wanted, buffer.length);
        if (wanted == 0) {
            return 0;
        }
        if (position >= length) {
            return -1;
        }
        int count = (int) Math.min(wanted, length - position);
        bytes.position(position).get(buffer, offset, count);
        bytes.position(0);
        position += count;
        return count;
    }
}
