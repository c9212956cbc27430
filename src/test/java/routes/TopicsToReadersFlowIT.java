package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.event.EventCodec;
import pixpro.event.Events;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.Topics;
import pixpro.local.OnLocalStack;
import pixpro.local.Tokens;
import pixpro.process.JobProgress;

@OnLocalStack
class TopicsToReadersFlowIT {

    @LocalServerPort
    private int port;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private EventCodec codec;

    @Autowired
    private ObjectMapper json;

    @Autowired
    private JobProgress progress;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String ada = Tokens.of("ada");
    private final String bob = Tokens.of("bob");
    private final String root = Tokens.of("root");

    @Test
    void showsAnImageAndItsResultToItsOwnerOnly() throws Exception {
        Events events = Events.of(subject(ada), Instant.now());
        // the end first: the running PixPro takes the queued job as well and cannot find its original
        publish(events.processed(Duration.ofSeconds(3)));
        await().atMost(30, SECONDS).until(() -> image(ada, events.image().id()).isObject());
        publish(events.queued(), events.queued());
        JsonNode image = await().atMost(30, SECONDS)
                .until(() -> image(ada, events.image().id()), JsonNode::isObject);

        assertThat(image.path("status").asText()).isEqualTo("processed");
        assertThat(image.at("/original/url").asText())
                .startsWith("http")
                .contains(events.image().id());
        assertThat(image.at("/jobs/0/result/url").asText())
                .contains(events.job().id());
        assertThat(image.at("/jobs/0/result/data/$set.x").asText()).isEqualTo("y");
        assertThat(image.at("/jobs/0/params/$gt").isTextual()).isTrue();
        assertThat(get(bob, "/api/images/" + events.image().id()).statusCode()).isEqualTo(404);
        assertThat(get(ada, "/api/images/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get(ada, "/api/images/%7B%22$gt%22:%22%22%7D").statusCode()).isEqualTo(404);
        assertThat(get(null, "/api/images/" + events.image().id()).statusCode()).isEqualTo(401);
    }

    @Test
    void pagesThroughTheLibraryWithoutLosingOrRepeatingAnImage() throws Exception {
        Instant now = Instant.now();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // all at the same moment: only the id decides
            Events events = Events.of(subject(bob), now);
            publish(events.stored());
            ids.add(events.image().id());
        }
        // each, and not a number of them: what other tests published of his is there as well
        for (String id : ids) {
            await().atMost(30, SECONDS)
                    .until(() -> get(bob, "/api/images/" + id).statusCode() == 200);
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(get(bob, "/api/images?limit=2" + cursor));
            page.path("items").forEach(item -> seen.add(item.path("id").asText()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : null;
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().containsAll(ids);
        assertThat(get(bob, "/api/images?cursor=rubbish").statusCode()).isEqualTo(400);
        assertThat(get(bob, "/api/images?limit=0").statusCode()).isEqualTo(400);
        assertThat(get(bob, "/api/images?limit=%7B%22$gt%22:1%7D").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsTheOwnersSocketLiveAndNobodyElses() throws Exception {
        Listener adas = join(ada, "");
        Listener bobs = join(bob, "");
        Events events = Events.of(subject(ada), Instant.now());
        String failed = events.job().id() + ":failed";
        publish(events.failed(Duration.ofSeconds(1)));
        await().atMost(30, SECONDS).until(() -> adas.ids().contains(failed));
        publish(events.queued());
        await().atMost(30, SECONDS)
                .until(() -> adas.ids().contains(events.queued().eventId()));
        assertThat(adas.ids()).doesNotHaveDuplicates();
        assertThat(bobs.texts).noneMatch(text -> text.contains(events.image().id()));

        JsonNode missed = json(get(ada, "/api/notifications?after=" + failed));
        assertThat(missed.at("/items/0/id").asText()).isEqualTo(events.queued().eventId());
        assertThat(missed.at("/items/0/data/effect").asText()).isEqualTo("enhance");

        Listener back = join(ada, "?after=" + failed);
        await().atMost(5, SECONDS)
                .until(() -> back.ids().contains(events.queued().eventId()));
        assertThat(back.ids()).doesNotContain(failed);
        assertThat(back.texts.get(0)).contains("\"type\":\"session.started\"", "\"recovered\":true");
        assertThat(missed.path("recovered").asBoolean()).isTrue();
        assertThat(missed.at("/items/0/seq").asLong()).isPositive();
        assertThat(missed.at("/items/0/version").asLong())
                .isEqualTo(events.job().queuedAt().toEpochMilli() * 4);

        Listener lost = join(ada, "?after=no-such-event");
        assertThat(lost.texts.get(0)).contains("\"recovered\":false", "\"snapshot\":{\"items\":[{");
        assertThat(json(get(ada, "/api/notifications?after=no-such-event"))
                        .path("recovered")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void tellsTheOwnersSocketHowFarAJobIsUntilItHasEnded() throws Exception {
        Listener adas = join(ada, "");
        Listener bobs = join(bob, "");
        Events events = Events.of(subject(ada), Instant.now());
        Events next = Events.of(subject(ada), Instant.now());
        String failed = events.job().id() + ":failed";
        progress.report(events.queued(), 2L, 4L);
        await().atMost(30, SECONDS).until(() -> adas.texts.toString().contains("\"completed\":2,\"total\":4}"));
        publish(events.failed(Duration.ofSeconds(1)));
        await().atMost(30, SECONDS).until(() -> adas.ids().contains(failed));
        progress.report(events.queued(), 4L, 4L);
        progress.report(next.queued(), 0L, null);
        await().atMost(30, SECONDS).until(() -> adas.ids().contains(next.job().id() + ":progress:1:0"));

        assertThat(adas.ids()).doesNotContain(events.job().id() + ":progress:1:4");
        assertThat(bobs.texts).noneMatch(text -> text.contains(events.job().id()));
        assertThat(get(ada, "/api/notifications?limit=200").body()).doesNotContain(":progress:");
    }

    @Test
    void closesASocketWithoutAValidLogin() throws Exception {
        Listener nobody = connect("no.such.token", "");
        await().atMost(5, SECONDS).until(() -> nobody.closed.isDone());
        assertThat(nobody.closed.get()).isEqualTo(1008);
    }

    @Test
    void countsKpisOnceForAdminsOnly() throws Exception {
        Instant hour = Instant.parse("2026-01-05T10:00:00Z").plusSeconds(Math.abs(port) % 3600);
        String effects = "/api/admin/kpis?from=2026-01-05T00:00:00Z&to=2026-01-06T00:00:00Z&step=PT1H";
        Events well = Events.of(subject(ada), hour);
        Events badly = Events.of(subject(ada), hour);
        publish(well.processed(Duration.ofSeconds(4)), well.processed(Duration.ofSeconds(4)));
        publish(badly.failed(Duration.ofSeconds(4)));
        await().atMost(30, SECONDS)
                .until(() -> json(get(root, effects)).path("received").asInt() == 2);
        publish(well.queued(), badly.queued());
        JsonNode kpis = await().atMost(30, SECONDS)
                .until(
                        () -> json(get(root, effects)),
                        found -> found.path("received").asInt() == 2
                                && found.path("processed").asInt() == 1
                                && found.path("failed").asInt() == 1);

        assertThat(kpis.path("series")).hasSize(24);
        assertThat(kpis.at("/totalTime/avg").asInt()).isEqualTo(4000);
        assertThat(kpis.at("/effects/enhance/processingTime/avg").asInt()).isEqualTo(2000);
        assertThat(get(ada, effects).statusCode()).isEqualTo(403);
        for (String bad : List.of(
                "from=9999-01-01T00:00:00Z",
                "to=9999-01-01T00:00:00Z",
                "from=%7B%22$gt%22:%22%22%7D",
                "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "step=PT1S",
                "step=PT1M&from=2026-01-01T00:00:00Z")) {
            HttpResponse<String> answer = get(root, "/api/admin/kpis?" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }

    @Test
    void tellsTheCallerWhoTheyAre() throws Exception {
        JsonNode me = json(get(root, "/api/me"));
        assertThat(me.path("username").asText()).isEqualTo("root");
        assertThat(me.path("roles").toString()).contains("admin", "operator", "user");
    }

    private void publish(ImageEvent... events) {
        for (ImageEvent event : events) {
            String topic = event instanceof ImageProcessed
                    ? Topics.IMAGE_PROCESSED
                    : event instanceof ImageFailed ? Topics.IMAGE_PROCESSED_ERROR : Topics.IMAGE_PROCESS;
            camel.sendBodyAndHeader(
                    "kafka:" + topic,
                    codec.encode(event),
                    "kafka.KEY",
                    event.image().id());
        }
    }

    private JsonNode image(String token, String id) throws Exception {
        HttpResponse<String> answer = get(token, "/api/images/" + id);
        JsonNode image = answer.statusCode() == 200 ? json(answer) : json.nullNode();
        return image.path("status").asText().equals("queued") ? json.nullNode() : image;
    }

    private JsonNode json(HttpResponse<String> answer) throws IOException {
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The handshake is answered before the socket has joined its room; a pong comes only after. */
    private Listener join(String token, String query) throws Exception {
        Listener listener = connect(token, query);
        listener.socket.sendText("ping", true);
        await().atMost(10, SECONDS).until(() -> listener.texts.contains("pong"));
        return listener;
    }

    private Listener connect(String token, String query) throws Exception {
        Listener listener = new Listener();
        listener.socket = http.newWebSocketBuilder()
                .subprotocols("pixpro", "bearer." + token)
                .buildAsync(URI.create("ws://localhost:" + port + "/ws" + query), listener)
                .get(10, SECONDS);
        return listener;
    }

    private String subject(String token) throws IOException {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return json.readTree(claims).path("sub").asText();
    }

    private final class Listener implements WebSocket.Listener {

        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private WebSocket socket;

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
            closed.complete(code);
            return null;
        }

        List<String> ids() {
            return texts.stream()
                    .filter(text -> text.startsWith("{"))
                    .map(this::id)
                    .toList();
        }

        private String id(String text) {
            try {
                return json.readTree(text).path("id").asText();
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }
    }
}
