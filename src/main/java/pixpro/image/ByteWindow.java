package pixpro.image;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Reads numbers anywhere in a file through one small buffer, whatever the file's size. Reading or jumping past the end
 * is what a truncated image makes a reader do, so it fails as such.
 */
final class ByteWindow {

    private static final int WINDOW_BYTES = 32 * 1024;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final long length;
    /** Where in the file the buffer begins. */
    private long start;

    private ByteWindow(FileChannel channel, ByteBuffer buffer, long length) {
        this.channel = channel;
        this.buffer = buffer;
        this.length = length;
    }

    static ByteWindow over(FileChannel channel) throws IOException {
        return new ByteWindow(channel, ByteBuffer.allocate(WINDOW_BYTES).limit(0), channel.size());
    }

    static ByteWindow over(byte[] bytes) {
        return new ByteWindow(null, ByteBuffer.wrap(bytes), bytes.length);
    }

    /** Big-endian until told otherwise. */
    void order(ByteOrder order) {
        buffer.order(order);
    }

    long length() {
        return length;
    }

    long position() {
        return start + buffer.position();
    }

    long remaining() {
        return length - position();
    }

    void seek(long position) throws UnfitImageException {
        if (position < 0 || position > length) {
            throw UnfitImageException.truncated();
        }
        long index = position - start;
        if (index >= 0 && index <= buffer.limit()) {
            buffer.position((int) index);
        } else {
            start = position;
            buffer.position(0).limit(0);
        }
    }

    void skip(long count) throws UnfitImageException {
        require(count);
        seek(position() + count);
    }

    /** Fails unless this many bytes are left. */
    void require(long count) throws UnfitImageException {
        if (count < 0 || count > remaining()) {
            throw UnfitImageException.truncated();
        }
    }

    int u8() throws IOException, UnfitImageException {
        ensure(Byte.BYTES);
        return buffer.get() & 0xFF;
    }

    int u16() throws IOException, UnfitImageException {
        ensure(Short.BYTES);
        return Short.toUnsignedInt(buffer.getShort());
    }

    int u24() throws IOException, UnfitImageException {
        int first = u16();
        int third = u8();
        return buffer.order() == ByteOrder.BIG_ENDIAN ? first << 8 | third : third << 16 | first;
    }

    int i32() throws IOException, UnfitImageException {
        ensure(Integer.BYTES);
        return buffer.getInt();
    }

    long u32() throws IOException, UnfitImageException {
        return Integer.toUnsignedLong(i32());
    }

    long i64() throws IOException, UnfitImageException {
        ensure(Long.BYTES);
        return buffer.getLong();
    }

    /**
     * Moves on to the next byte of a value, eight bytes at a time: most of a photo is passed this way.
     *
     * @return how many bytes were passed
     * @throws UnfitImageException if there is no such byte
     */
    long passUntil(int value) throws IOException, UnfitImageException {
        long pattern = ONES * value;
        long passed = 0;
        while (true) {
            ensure(1);
            byte[] bytes = buffer.array();
            int from = buffer.position();
            int end = buffer.limit();
            int at = from;
            while (at + Long.BYTES <= end && !hasZero((long) EIGHT_BYTES.get(bytes, at) ^ pattern)) {
                at += Long.BYTES;
            }
            while (at < end && bytes[at] != (byte) value) {
                at++;
            }
            buffer.position(at);
            passed += at - from;
            if (at < end) {
                return passed;
            }
        }
    }

    /** Whether one of the eight bytes is zero. */
    private static boolean hasZero(long bytes) {
        return (bytes - ONES & ~bytes & HIGHS) != 0;
    }

    /** Fills the target from its start with as many bytes as are at hand, between 1 and {@code max}. */
    int some(byte[] target, long max) throws IOException, UnfitImageException {
        ensure(1);
        int count = (int) Math.min(Math.min(target.length, max), buffer.remaining());
        buffer.get(target, 0, count);
        return count;
    }

    /** Exactly this many bytes; for small counts only, as they are allocated. */
    byte[] bytes(int count) throws IOException, UnfitImageException {
        require(count);
        byte[] all = new byte[count];
        for (int filled = 0; filled < count; ) {
            ensure(1);
            int step = Math.min(count - filled, buffer.remaining());
            buffer.get(all, filled, step);
            filled += step;
        }
        return all;
    }

    private void ensure(int count) throws IOException, UnfitImageException {
        if (buffer.remaining() < count) {
            require(count);
            refill(count);
        }
    }

    private void refill(int count) throws IOException, UnfitImageException {
        start = position();
        buffer.clear();
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, start + buffer.position());
        }
        buffer.flip();
        if (buffer.remaining() < count) {
            // the file shrank while it was read
            throw UnfitImageException.truncated();
        }
    }
}
