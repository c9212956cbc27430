package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import pixpro.socketio.SocketIoServer;
import routes.NodeClients.NodeClient;

/** What the clients of others see: {@code socket.io-client} from npm, as it comes. */
@OnLocalStack
class SocketIoFlowIT {

    private static final Map<String, Object> WEBSOCKET_ONLY =
            Map.of("transports", List.of("websocket"), "reconnectionDelay", 100);
    private static final Map<String, Object> POLLING_ONLY =
            Map.of("transports", List.of("polling"), "reconnectionDelay", 100);
    private static final int MEGABYTE = 1_000_000;

    private static NodeClients node;

    @LocalServerPort
    private int port;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private EventCodec codec;

    @Autowired
    private SocketIoServer server;

    @Autowired
    private MongoDatabase mongo;

    private final String ada = Tokens.of("ada");
    private final String bob = Tokens.of("bob");

    @BeforeAll
    static void startNode() throws Exception {
        node = new NodeClients();
    }

    @AfterAll
    static void endNode() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "4.1"})
    void tellsADefaultClientOfItsImagesAndOfNobodyElses(String version) {
        NodeClient adas = open(version, ada, Map.of());
        NodeClient bobs = open(version, bob, Map.of());
        assertThat(adas.await("open").path("transport").asText()).isEqualTo("polling");
        assertThat(adas.await("upgrade").path("transport").asText()).isEqualTo("websocket");
        adas.await("connect");
        bobs.await("connect");

        Events events = Events.of(subject(ada), Instant.now());
        Events others = Events.of(subject(bob), Instant.now());
        publish(others.failed(Duration.ofSeconds(1)));
        publish(events.failed(Duration.ofSeconds(1)));

        JsonNode told = adas.await("image.failed").path("args").path(0);
        assertThat(told.path("imageId").asText()).isEqualTo(events.image().id());
        assertThat(told.path("type").asText()).isEqualTo("image.failed");
        assertThat(bobs.await("image.failed").at("/args/0/imageId").asText())
                .isEqualTo(others.image().id());
        assertThat(adas.ids()).hasSize(1);
        assertThat(bobs.ids()).hasSize(1);
        adas.order("close");
        bobs.order("close");
    }

    @Test
    void carriesTextAndBytesOfAMegabyteOverEveryTransport() {
        NodeClient socket = node.open("4.8", url(), Map.of("token", ada), WEBSOCKET_ONLY);
        NodeClient polling = node.open("4.8", url(), Map.of("token", ada), POLLING_ONLY);
        for (NodeClient client : List.of(socket, polling)) {
            client.await("connect");
            assertThat(client.echoesText(MEGABYTE)).isTrue();
            assertThat(client.echoesBytes(MEGABYTE / 2)).isTrue();
            assertThat(client.echoesBytes(0)).isTrue();
            assertThat(client.emit("echo", 1, "ö", List.of(), Map.of("a", 1.5)).toString())
                    .isEqualTo("[1,\"ö\",[],{\"a\":1.5}]");
        }
        assertThat(socket.all("disconnect")).isEmpty();
        assertThat(polling.all("disconnect")).isEmpty();

        // more than is taken: the line is cut, and the client comes back
        socket.say(2 * MEGABYTE);
        polling.say(2 * MEGABYTE);
        for (NodeClient client : List.of(socket, polling)) {
            client.await("disconnect");
            client.await("connect", 2);
            client.order("close");
        }
    }

    @Test
    void tellsClientsThatPollOfManyEventsWithoutBreakingTheirLine() {
        List<NodeClient> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            clients.add(node.open("4.8", url(), Map.of("token", ada), POLLING_ONLY));
        }
        clients.forEach(client -> client.await("session.started"));
        int many = 40;
        for (int i = 0; i < many; i++) {
            publish(Events.of(subject(ada), Instant.now()).failed(Duration.ofSeconds(1)));
        }
        for (NodeClient client : clients) {
            client.await("image.failed", many);
            assertThat(client.events()).doesNotContain("disconnect");
            assertThat(client.numbers()).isSorted().doesNotHaveDuplicates().hasSize(many);
            client.order("close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "4.1"})
    void letsNobodyInWithoutAToken(String version) {
        for (Map<String, Object> auth : List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of("token", "no.such.token"),
                Map.<String, Object>of("token", 1),
                Map.<String, Object>of("token", Map.of("$gt", "")),
                Map.<String, Object>of("token", Tokens.of("otto")))) {
            NodeClient client = node.open(version, url(), auth, Map.of());
            JsonNode error = client.await("connect_error").path("args");
            assertThat(error.path(0).asText()).matches("[A-Z].*\\.");
            assertThat(error.at("/1/code").asInt()).isIn(400, 401, 403);
            assertThat(client.events()).doesNotContain("connect", "disconnect");
            client.order("close");
        }
    }

    @Test
    void letsAClientInThatHasATokenByNow() {
        NodeClient client = node.open("4.8", url(), Map.of("token", "old"), Map.of());
        client.await("connect_error");
        client.holdToken(ada);
        client.order("connect");
        client.await("connect");
        client.order("close");
    }

    @Test
    void takesNoEventsForOthersAndJoinsNobodyToARoom() {
        NodeClient adas = open("4.8", ada, Map.of());
        NodeClient bobs = open("4.8", bob, Map.of());
        adas.await("connect");
        bobs.await("connect");
        for (String event : List.of("join", "subscribe", "image.failed", "message", "room", "__proto__")) {
            JsonNode answer = bobs.emit(event, subject(ada), Map.of("room", subject(ada)));
            assertThat(answer.at("/0/error").asText()).isNotEmpty();
        }
        Events events = Events.of(subject(ada), Instant.now());
        publish(events.failed(Duration.ofSeconds(1)));
        adas.await("image.failed");
        assertThat(bobs.ids()).isEmpty();
        NodeClient elsewhere = node.open("4.8", url() + "/admin", Map.of("token", ada), Map.of());
        assertThat(elsewhere.await("connect_error").at("/args/0").asText()).isEqualTo("Invalid namespace");
        List.of(adas, bobs, elsewhere).forEach(client -> client.order("close"));
    }

    @Test
    void tellsAdminsHowThingsAreAndNobodyElse() {
        NodeClient roots = open("4.8", Tokens.of("root"), Map.of());
        NodeClient adas = open("4.8", ada, Map.of());
        adas.await("session.started");
        assertThat(roots.await("admin.kpis").at("/args/0/kpis/received").isNumber())
                .isTrue();
        roots.await("admin.kpis", 2);
        assertThat(adas.events()).doesNotContain("admin.kpis");
        List.of(roots, adas).forEach(client -> client.order("close"));
    }

    @Test
    void comesBackByItselfAfterALineBrokeAndKeepsNothingOfTheOldOne() {
        NodeClient client = open("4.8", ada, Map.of());
        client.await("upgrade");
        client.await("connect");
        client.order("cut");
        client.await("disconnect");
        client.await("connect", 2);
        client.order("close");
        await().atMost(10, SECONDS).until(() -> server.count() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "4.1"})
    void sendsAClientThatWasAwayWhatItMissedOnceAndInOrder(String version) {
        NodeClient client = open(version, ada, Map.of("follow", true));
        assertThat(client.await("session.started").at("/args/0").has("recovered"))
                .isFalse();
        client.order("close");
        NodeClient witness = open(version, ada, Map.of());
        witness.await("session.started");
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Events events = Events.of(subject(ada), Instant.now());
            publish(events.failed(Duration.ofSeconds(1)));
            missed.add(events.job().id() + ":failed");
            witness.await("image.failed", missed.size());
        }

        client.order("connect");
        client.await("image.failed", 3);
        assertThat(client.await("session.started", 2).at("/args/0/recovered").asBoolean())
                .isTrue();
        client.order("cut");
        client.await("session.started", 3);
        Events last = Events.of(subject(ada), Instant.now());
        publish(last.failed(Duration.ofSeconds(1)));
        client.await("image.failed", 4);

        missed.add(last.job().id() + ":failed");
        assertThat(client.ids()).isEqualTo(missed).isEqualTo(witness.ids());
        assertThat(client.numbers()).isSorted().doesNotHaveDuplicates();
        List.of(client, witness).forEach(each -> each.order("close"));
    }

    @Test
    void beginsAnewWithTheLibraryWhereTheInboxDoesNotReachBack() throws Exception {
        NodeClient client = open("4.8", bob, Map.of("follow", true));
        client.await("session.started");
        Events events = Events.of(subject(bob), Instant.now());
        publish(events.failed(Duration.ofSeconds(1)));
        client.await("image.failed");
        client.order("close");
        await().atMost(20, SECONDS).until(() -> PixProClient.of(url(), "bob")
                .hasEnded(events.image().id()));
        mongo.getCollection("notifications").deleteMany(Filters.eq("owner", subject(bob)));

        client.order("connect");
        JsonNode greeting = client.await("session.started", 2).at("/args/0");

        assertThat(greeting.path("recovered").asBoolean(true)).isFalse();
        JsonNode library = PixProClient.of(url(), "bob").get("/api/images").body();
        // links are signed anew for whoever asks
        assertThat(withoutSignatures(greeting.path("snapshot"))).isEqualTo(withoutSignatures(library));
        assertThat(library.at("/items/0/version").asLong())
                .isEqualTo(client.await("image.failed").at("/args/0/version").asLong());
        client.order("close");
    }

    private static String withoutSignatures(JsonNode page) {
        return page.toString().replaceAll("\\?X-Amz[^\"]*", "");
    }

    private NodeClient open(String version, String token, Map<String, Object> more) {
        Map<String, Object> auth = new HashMap<>(more);
        auth.put("token", token);
        return node.open(version, url(), auth, Map.of());
    }

    private String url() {
        return "http://localhost:" + port;
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

    private static String subject(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        try {
            return new ObjectMapper().readTree(claims).path("sub").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
