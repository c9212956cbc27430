package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms as routes use them: who says {@code join <room>} or {@code leave <room>} does. */
class WebSocketRoomsTest {

    private WebSocketServer server;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        server = new WebSocketServer(new RouteBuilder() {
            @Override
            public void configure() {
                from("websocket-jsr356:/ws")
                        .setHeader(WebSocketHeaders.OPERATION, simple("${body.split(' ')[0]}"))
                        .setHeader(WebSocketHeaders.ROOM, simple("${body.split(' ')[1]}"))
                        .to("websocket-jsr356:/ws")
                        .removeHeaders("CamelWebsocketJsr356(Operation|Room)")
                        .setBody(simple("done ${header.CamelWebsocketJsr356SentTo}"))
                        .to("websocket-jsr356:/ws");
                // a room by its options, joined before anybody has spoken
                from("websocket-jsr356:/lobby?fireConnectionEvents=true")
                        .filter(header(WebSocketHeaders.EVENT).isEqualTo("OPEN"))
                        .to("websocket-jsr356:/lobby?operation=JOIN&room=everybody,early")
                        .setBody(constant("not for you yet"))
                        .to("direct:tell-lobby");
                from("direct:tell-lobby").to("websocket-jsr356:/lobby?room=everybody");
                from("direct:send").to("websocket-jsr356:/ws");
            }
        });
        template = server.camel.createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void sendsToWhoIsInARoomAndToNobodyElse() {
        try (TestClient ada = TestClient.connect(server.url("/ws"));
                TestClient bob = TestClient.connect(server.url("/ws"));
                TestClient eve = TestClient.connect(server.url("/ws"))) {
            say(ada, "join blue", "done 1");
            say(bob, "join blue", "done 1");
            say(bob, "join red", "done 1");
            say(eve, "join blues", "done 1");

            assertThat(toRooms("to blue", "blue")).isEqualTo(2);
            assertThat(toRooms("to both, once", List.of("blue", "red"))).isEqualTo(2);
            assertThat(toRooms("to nobody", "green")).isEqualTo(0);
            say(bob, "leave red", "done 1");
            say(bob, "leave red", "done 0");
            assertThat(toRooms("to nobody any more", "red")).isEqualTo(0);

            await().untilAsserted(() -> assertThat(ada.messages).endsWith("to blue", "to both, once"));
            await().untilAsserted(() -> assertThat(bob.messages).contains("to blue", "to both, once"));
            assertThat(bob.messages).doesNotContain("to nobody", "to nobody any more");
            assertThat(eve.messages).containsExactly("done 1");
        }
    }

    @Test
    void sendsBinaryToARoomAsBinary() {
        try (TestClient ada = TestClient.connect(server.url("/ws"))) {
            say(ada, "join blue", "done 1");
            byte[] bytes = {0, (byte) 0xff, 7};
            send(bytes, Map.of(WebSocketHeaders.ROOM, "blue"));
            await().untilAsserted(() -> assertThat(ada.binary).singleElement().isEqualTo(bytes));
        }
    }

    @Test
    void joinsBeforeItIsLetInAndHearsAfterwards() {
        try (TestClient ada = TestClient.connect(server.url("/lobby"));
                TestClient bob = TestClient.connect(server.url("/lobby"))) {
            await().untilAsserted(() -> assertThat(template.send("direct:tell-lobby", exchange -> exchange.getMessage()
                                    .setBody("welcome"))
                            .getMessage()
                            .getHeader(WebSocketHeaders.SENT_TO))
                    .isEqualTo(2));
            await().untilAsserted(() -> assertThat(bob.messages).containsOnly("welcome"));
            await().untilAsserted(() -> assertThat(ada.messages).contains("welcome"));
        }
    }

    @Test
    void doesNotTakeNoRoomForEveryRoomOrForWhoeverSpoke() {
        try (TestClient ada = TestClient.connect(server.url("/ws"))) {
            say(ada, "join blue", "done 1");
            assertThat(toRooms("to no room", List.of())).isEqualTo(0);
            Map<String, Object> join =
                    Map.of(WebSocketHeaders.OPERATION, "JOIN", WebSocketHeaders.CONNECTION_KEY, "whoever");
            assertThat(send("", join).getException()).hasMessageContaining("Which room?");
            Map<String, Object> blank = new HashMap<>(join);
            blank.put(WebSocketHeaders.ROOM, " ");
            assertThat(send("", blank).getException()).hasMessageContaining("Which room?");
            Map<String, Object> unknown = new HashMap<>(join);
            unknown.put(WebSocketHeaders.ROOM, "blue");
            assertThat(send("", unknown).getMessage().getHeader(WebSocketHeaders.SENT_TO))
                    .isEqualTo(0);
            assertThat(send("", Map.of(WebSocketHeaders.OPERATION, "DANCE", WebSocketHeaders.ROOM, "blue"))
                            .getException())
                    .isNotNull();
            assertThat(ada.messages).containsExactly("done 1");
        }
    }

    private void say(TestClient client, String text, String answer) {
        int before = client.messages.size();
        client.send(text);
        await().untilAsserted(() -> assertThat(client.messages).hasSizeGreaterThan(before));
        assertThat(client.messages.get(client.messages.size() - 1)).isEqualTo(answer);
    }

    private Object toRooms(String body, Object rooms) {
        Exchange sent = send(body, Map.of(WebSocketHeaders.ROOM, rooms));
        assertThat(sent.getException()).isNull();
        return sent.getMessage().getHeader(WebSocketHeaders.SENT_TO);
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return template.send("direct:send", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }
}
