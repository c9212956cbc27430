package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.websocket.Session;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a route is told when a connection opens, speaks and closes. */
class WebSocketEventsTest {

    private final List<Map<String, Object>> opened = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> messages = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> closed = new CopyOnWriteArrayList<>();
    private WebSocketServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebSocketServer(new RouteBuilder() {
            @Override
            public void configure() {
                from("websocket-jsr356:/events?fireConnectionEvents=true&subprotocols=pixpro&queryParameters=after"
                                + "&requestHeaders=User-Agent,X-Page")
                        .process(WebSocketEventsTest.this::record);
                from("direct:all").to("websocket-jsr356:/events?sendToAll=true");
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void tellsHandshakeOnOpenAndNeverEchoesTheToken() {
        TestClient client = TestClient.connect(
                server.url("/events?after=42&CamelHttpUri=http://evil.example"),
                TestClient.with().subprotocols("pixpro", "bearer.abc.def.ghi"));
        await().untilAsserted(() -> assertThat(opened).hasSize(1));
        assertThat(client.socket.getSubprotocol()).isEqualTo("pixpro");
        assertThat(opened.get(0))
                .containsEntry(WebSocketHeaders.BEARER_TOKEN, "abc.def.ghi")
                .containsEntry(WebSocketHeaders.SUBPROTOCOLS, List.of("pixpro"))
                .containsEntry(WebSocketHeaders.QUERY_PARAMETERS, Map.of("after", "42"))
                .containsEntry(WebSocketHeaders.REMOTE_ADDRESS, "127.0.0.1")
                .doesNotContainKey("CamelHttpUri");
        client.close();
        TestClient withHeader =
                TestClient.connect(server.url("/events"), TestClient.with().header("Authorization", "Bearer j.w.t"));
        await().untilAsserted(() -> assertThat(opened).hasSize(2));
        assertThat(opened.get(1))
                .containsEntry(WebSocketHeaders.BEARER_TOKEN, "j.w.t")
                .containsEntry(WebSocketHeaders.AUTHORIZATION, "Bearer j.w.t");
        withHeader.close();
    }

    @Test
    void tellsOnEveryEventWhoAndWhereItIsButTheTokenOnlyOnce() {
        TestClient client = TestClient.connect(
                server.url("/events?after=42&secret=7"),
                TestClient.with()
                        .header("Authorization", "Bearer j.w.t")
                        .header("X-User", "ada")
                        .header("x-page", "gallery")
                        .header("X-Other", "dropped"));
        client.send("hello");
        await().untilAsserted(() -> assertThat(messages).hasSize(1));
        client.socket.sendClose(1000, "").join();
        await().untilAsserted(() -> assertThat(closed).hasSize(1));
        for (Map<String, Object> event : List.of(opened.get(0), messages.get(0), closed.get(0))) {
            assertThat(event)
                    .containsEntry(WebSocketHeaders.PATH, "/events")
                    .containsEntry(WebSocketHeaders.PATH_PARAMETERS, Map.of())
                    .containsEntry(WebSocketHeaders.QUERY_PARAMETERS, Map.of("after", "42"))
                    .containsEntry(WebSocketHeaders.REMOTE_ADDRESS, "127.0.0.1")
                    .containsEntry(
                            WebSocketHeaders.CONNECTION_KEY, opened.get(0).get(WebSocketHeaders.CONNECTION_KEY))
                    .containsEntry(WebSocketHeaders.SESSION_ID, opened.get(0).get(WebSocketHeaders.SESSION_ID));
            assertThat(event.get(WebSocketHeaders.REQUEST_HEADERS))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                    .containsEntry("X-Page", "gallery")
                    .containsOnlyKeys("User-Agent", "X-Page");
            assertThat((Principal) event.get(WebSocketHeaders.PRINCIPAL))
                    .extracting(Principal::getName)
                    .isEqualTo("ada");
        }
        assertThat(messages.get(0))
                .doesNotContainKeys(WebSocketHeaders.AUTHORIZATION, WebSocketHeaders.BEARER_TOKEN)
                .containsEntry("what the container keeps", Map.of());
    }

    @Test
    void keepsThePrincipalThatTheOpenRouteHasNamed() {
        try (TestClient client = TestClient.connect(
                server.url("/events"), TestClient.with().header("X-User", "ada").header("X-Page", "as bob"))) {
            client.send("hello");
            await().untilAsserted(() -> assertThat(messages).hasSize(1));
            assertThat((Principal) messages.get(0).get(WebSocketHeaders.PRINCIPAL))
                    .extracting(Principal::getName)
                    .isEqualTo("bob");
        }
    }

    @Test
    void agreesToNoSubprotocolItDoesNotKnow() {
        try (TestClient client =
                TestClient.connect(server.url("/events"), TestClient.with().subprotocols("other"))) {
            assertThat(client.socket.getSubprotocol()).isEmpty();
        }
    }

    @Test
    void tellsWhenAConnectionIsGone() {
        TestClient polite = TestClient.connect(server.url("/events"));
        TestClient rude = TestClient.connect(server.url("/events"));
        await().untilAsserted(() -> assertThat(opened).hasSize(2));
        polite.socket.sendClose(1000, "bye").join();
        await().untilAsserted(() -> assertThat(closed).hasSize(1));
        assertThat(closed.get(0))
                .containsEntry(WebSocketHeaders.CLOSED_CODE, 1000)
                .containsEntry(WebSocketHeaders.CLOSED_REASON, "bye")
                .containsEntry(WebSocketHeaders.CONNECTION_KEY, opened.get(0).get(WebSocketHeaders.CONNECTION_KEY));
        rude.close();
        await().untilAsserted(() -> assertThat(closed).hasSize(2));
        assertThat(server.camel
                        .createProducerTemplate()
                        .send("direct:all", exchange -> exchange.getMessage().setBody("anybody?"))
                        .getMessage()
                        .getHeader(WebSocketHeaders.SENT_TO))
                .isEqualTo(0);
    }

    @Test
    void closesWhomTheOpenRouteRefuses() {
        try (TestClient client =
                TestClient.connect(server.url("/events"), TestClient.with().header("Authorization", "Bearer refuse"))) {
            assertThat(client.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1008);
            assertThat(client.closeReason).startsWith("no");
        }
    }

    private void record(Exchange exchange) throws CamelAuthorizationException {
        Map<String, Object> headers = new HashMap<>(exchange.getMessage().getHeaders());
        if ("Bearer refuse".equals(headers.get(WebSocketHeaders.AUTHORIZATION))) {
            throw new CamelAuthorizationException("no", exchange);
        }
        switch (WebSocketEvent.valueOf((String) headers.get(WebSocketHeaders.EVENT))) {
            case OPEN -> {
                opened.add(headers);
                String page = String.valueOf(headers.get(WebSocketHeaders.REQUEST_HEADERS));
                if (page.contains("X-Page=as bob")) {
                    exchange.getMessage().setHeader(WebSocketHeaders.PRINCIPAL, (Principal) () -> "bob");
                }
            }
            case MESSAGE -> {
                Session session = exchange.getMessage().getHeader(WebSocketHeaders.SESSION, Session.class);
                headers.put("what the container keeps", session.getRequestParameterMap());
                messages.add(headers);
            }
            case CLOSE -> closed.add(headers);
            default -> {}
        }
    }
}
