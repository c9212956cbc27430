package org.apache.camel.websocket.jsr356;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Shakes hands and then never reads again. */
final class SilentClient implements AutoCloseable {

    private final Socket socket = new Socket();

    static SilentClient connect(int port, String path) {
        SilentClient client = new SilentClient();
        try {
            client.socket.setReceiveBufferSize(4_096);
            client.socket.connect(new InetSocketAddress("127.0.0.1", port));
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            client.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = client.socket.getInputStream().readNBytes(12);
            if (!new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 101")) {
                throw new IllegalStateException("not upgraded");
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts to read after all, until the server has ended the connection; gives how many bytes still came. */
    long endsAfter() {
        try {
            socket.setSoTimeout(10_000);
            long bytes = 0;
            byte[] buffer = new byte[65_536];
            for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                bytes += read;
            }
            return bytes;
        } catch (SocketTimeoutException notEnded) {
            throw new AssertionError("the server has not closed the connection", notEnded);
        } catch (IOException reset) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
