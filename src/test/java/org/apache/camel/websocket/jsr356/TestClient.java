package org.apache.camel.websocket.jsr356;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What a browser does: connects, collects messages, remembers how it was closed. */
final class TestClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<byte[]> binary = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    volatile String closeReason;
    volatile WebSocket socket;
    private final StringBuilder partial = new StringBuilder();

    static TestClient connect(String url) {
        return connect(url, HTTP.newWebSocketBuilder());
    }

    static TestClient connect(String url, WebSocket.Builder builder) {
        TestClient client = new TestClient();
        client.socket = builder.buildAsync(URI.create(url), client)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return client;
    }

    static WebSocket.Builder with() {
        return HTTP.newWebSocketBuilder();
    }

    /** The HTTP status with which the server refuses to open a connection. */
    static int refusal(String url) {
        return refusal(url, with());
    }

    static int refusal(String url, WebSocket.Builder builder) {
        try {
            connect(url, builder).close();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        throw new AssertionError("connected to " + url);
    }

    TestClient send(String text) {
        socket.sendText(text, true).orTimeout(10, TimeUnit.SECONDS).join();
        return this;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.add(bytes);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
