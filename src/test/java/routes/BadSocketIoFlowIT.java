package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.local.OnLocalStack;
import pixpro.local.Tokens;
import pixpro.socketio.SocketIoServer;

/** Clients that no library would let anybody write: garbage, too much, and ears that do not listen. */
@OnLocalStack
class BadSocketIoFlowIT {

    private static final String POLL = "/socket.io/?EIO=4&transport=polling";

    @LocalServerPort
    private int port;

    @Autowired
    private SocketIoServer server;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String login = "40{\"token\":\"" + Tokens.of("ada") + "\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/",
                "/socket.io/?EIO=3&transport=polling",
                "/socket.io/?EIO=4&transport=carrier-pigeon",
                "/socket.io/?EIO=4&transport=polling&j=0",
                "/socket.io/?EIO=4&EIO=4&transport=polling",
                "/socket.io/?EIO=4&transport=polling&sid=nobody",
                "/socket.io/?EIO=4&transport=polling&sid=%zz",
                "/socket.io/?&&=&"
            })
    void refusesWhatIsNoPoll(String path) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(), path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":", "\"message\":");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(send(HttpRequest.newBuilder().DELETE(), path).statusCode()).isEqualTo(405);
    }

    @Test
    void tellsPagesOfOtherOriginsNothing() throws Exception {
        HttpRequest.Builder foreign = HttpRequest.newBuilder().setHeader("Origin", "https://evil.example");
        HttpResponse<String> answer = send(foreign, POLL);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        post(sid(answer), "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9",
                "x",
                "4",
                "49",
                "4[",
                "4\u001e",
                "b!",
                "42[\"echo\"]",
                "40{",
                "40[]",
                "452-[\"echo\"]",
                "40{}\u001e40{}"
            })
    void survivesAPollerThatSendsGarbage(String garbage) throws Exception {
        String sid = handshake();
        post(sid, garbage);
        // neither is it in, nor is anybody else kept out
        assertThat(post(sid, "42[\"echo\",1]").statusCode()).isIn(200, 400);
        String other = handshake();
        assertThat(post(other, login).statusCode()).isEqualTo(200);
        assertThat(poll(other)).startsWith("40{\"sid\":");
        post(sid, "1");
        post(other, "1");
    }

    @Test
    void takesNoPollThatIsTooLong() throws Exception {
        String sid = handshake();
        assertThat(post(sid, "4" + "x".repeat(3_000_000)).statusCode()).isEqualTo(413);
        post(sid, "1");
    }

    @Test
    void leavesASocketOfAnOlderProtocolToItself() throws Exception {
        RawSocket old = connect("EIO=3&transport=websocket");
        RawSocket stranger = connect("EIO=4&transport=websocket&sid=nobody");
        assertThat(old.closed.get(10, SECONDS)).isPositive();
        assertThat(stranger.closed.get(10, SECONDS)).isPositive();
    }

    @Test
    void dropsReadersThatDoNotRead() throws Exception {
        await().atMost(20, SECONDS).until(() -> server.count() == 0);
        String echo = "421[\"echo\",\"" + "x".repeat(900_000) + "\"]";
        RawSocket deaf = connect("EIO=4&transport=websocket");
        deaf.listens = false;
        deaf.send(login);
        String poller = handshake();
        post(poller, login);
        poll(poller);
        for (int i = 0; i < 8; i++) {
            deaf.socket.sendText(echo, true).exceptionally(closed -> null).get(20, SECONDS);
            post(poller, "4" + echo.substring(1));
        }
        await().atMost(30, SECONDS).until(() -> server.count() == 0);
    }

    private String handshake() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(), POLL);
        assertThat(answer.body()).startsWith("0{\"sid\"").contains("\"maxPayload\": 1399124}");
        return sid(answer);
    }

    private static String sid(HttpResponse<String> answer) {
        return answer.body().replaceAll(".*\"sid\": \"([^\"]*)\".*", "$1");
    }

    private String poll(String sid) throws Exception {
        return send(HttpRequest.newBuilder(), POLL + "&sid=" + sid).body();
    }

    private HttpResponse<String> post(String sid, String body) throws Exception {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), POLL + "&sid=" + sid);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        // %zz is no URI for Java: it goes as it is
        URI uri = path.contains("%zz") ? uri(path.replace("%zz", "%ff")) : uri(path);
        return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private RawSocket connect(String query) throws Exception {
        RawSocket socket = new RawSocket();
        http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/socket.io/?" + query), socket)
                .get(10, SECONDS);
        return socket;
    }

    private static final class RawSocket implements WebSocket.Listener {

        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private volatile boolean listens = true;
        private volatile WebSocket socket;

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            opened.request(1);
        }

        void send(String text) throws Exception {
            socket.sendText(text, true).exceptionally(gone -> null).get(10, SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (listens) {
                from.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }
}
