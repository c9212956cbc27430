package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** A line to object storage that breaks so many times while so many bytes pass it. */
final class Line {

    private static final int PIECE = 64 * 1024;

    private final int planned;
    private final TreeSet<Long> breaks = new TreeSet<>();
    private final CountDownLatch half = new CountDownLatch(1);
    private final long middle;
    private long passed;
    private long lost;

    /**
     * @param cuts how many times it breaks
     * @param bytes that pass it at least
     * @param random where
     */
    Line(int cuts, long bytes, Random random) {
        planned = cuts;
        middle = bytes / 2;
        while (breaks.size() < cuts) {
            breaks.add(random.nextLong(bytes));
        }
    }

    /** Returns when half of the bytes have passed. */
    void awaitHalf() throws InterruptedException {
        half.await();
    }

    /**
     * PUTs a part of a file.
     *
     * @return whether it has come; false if the line broke
     * @throws IOException if object storage refuses it
     */
    boolean put(URI url, LargeFile file, long from, long bytes) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort());
                FileChannel channel = FileChannel.open(file.path())) {
            OutputStream out = socket.getOutputStream();
            out.write("PUT %s?%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                    .formatted(url.getRawPath(), url.getRawQuery(), url.getAuthority(), bytes)
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = Channels.newInputStream(channel.position(from));
            long sent = 0;
            while (sent < bytes) {
                byte[] piece = in.readNBytes((int) Math.min(PIECE, bytes - sent));
                out.write(piece);
                sent += piece.length;
                if (breaks(piece.length)) {
                    lose(sent);
                    // a reset, as of a line that is gone, and not an orderly end
                    socket.setSoLinger(true, 0);
                    return false;
                }
            }
            String status = new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()));
            if (!status.endsWith(" 200")) {
                throw new IOException("object storage said " + status);
            }
            return true;
        }
    }

    /** @return how often it broke */
    synchronized int cuts() {
        return planned - breaks.size();
    }

    /** @return bytes that were on it in vain */
    synchronized long lost() {
        return lost;
    }

    private synchronized boolean breaks(int bytes) {
        passed += bytes;
        if (passed > middle) {
            half.countDown();
        }
        if (breaks.isEmpty() || passed < breaks.first()) {
            return false;
        }
        breaks.pollFirst();
        return true;
    }

    private synchronized void lose(long bytes) {
        lost += bytes;
    }
}
