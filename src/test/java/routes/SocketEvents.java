package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import pixpro.local.Tokens;

/** What somebody's socket hears, and how it is closed. */
final class SocketEvents implements WebSocket.Listener {

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private WebSocket socket;

    private SocketEvents() {}

    /** The handshake is answered before the socket has joined its room; a pong comes only after. */
    static SocketEvents join(String url, String person) throws Exception {
        return open(url, Tokens.of(person));
    }

    /** As {@link #join}, with a token of one's own. */
    static SocketEvents open(String url, String token) throws Exception {
        SocketEvents events = new SocketEvents();
        events.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("pixpro", "bearer." + token)
                .buildAsync(URI.create(url.replaceFirst("http", "ws") + "/ws"), events)
                .get(10, SECONDS);
        events.say("ping");
        await().atMost(10, SECONDS).until(() -> events.texts.contains("pong"));
        return events;
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    /** @param word an id or another value of something that was told */
    boolean hasHeard(String word) {
        return texts.stream().anyMatch(text -> text.contains("\"" + word + "\""));
    }

    /** @return code and reason, once it is closed by the server */
    CompletableFuture<String> closed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            texts.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }
}
