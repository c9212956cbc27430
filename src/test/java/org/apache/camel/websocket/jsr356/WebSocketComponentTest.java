package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketComponentTest {

    private final List<Map<String, Object>> opened = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> closed = new CopyOnWriteArrayList<>();
    private WebSocketServer server;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        server = new WebSocketServer(new RouteBuilder() {
            @Override
            public void configure() {
                from("websocket-jsr356:/echo").routeId("echo").to("websocket-jsr356:/echo");
                from("websocket-jsr356:/session")
                        .setBody(simple("you said ${body}"))
                        .removeHeader(WebSocketHeaders.CONNECTION_KEY)
                        .setHeader(WebSocketHeaders.USE_INCOMING_SESSION, constant(true))
                        .to("websocket-jsr356:/session");
                from("websocket-jsr356:/rooms/{room}")
                        .setBody(simple("${header.CamelWebsocketJsr356PathParameters[room]}: ${body}"))
                        .to("websocket-jsr356:/rooms/{room}");
                from("websocket-jsr356:/events?fireConnectionEvents=true&queryParameters=after")
                        .routeId("events")
                        .process(WebSocketComponentTest.this::record);
                from("websocket-jsr356:/open?allowedOrigins=https://app.example.org")
                        .to("websocket-jsr356:/open");
                from("websocket-jsr356:/slow?sendQueueSize=8&sendTimeout=2000").to("websocket-jsr356:/slow");
                from("direct:send").to("websocket-jsr356:/events");
                from("direct:slow").to("websocket-jsr356:/slow");
            }
        });
        template = server.camel.createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void repliesToWhoeverSent() {
        try (TestClient one = TestClient.connect(server.url("/echo"));
                TestClient two = TestClient.connect(server.url("/echo"))) {
            for (int i = 0; i < 50; i++) {
                one.send("one " + (10 + i));
                two.send("two " + i);
            }
            await().untilAsserted(() -> assertThat(one.messages).hasSize(50));
            await().untilAsserted(() -> assertThat(two.messages).hasSize(50));
            assertThat(one.messages).allMatch(text -> text.startsWith("one ")).isSorted();
            assertThat(two.messages).allMatch(text -> text.startsWith("two "));
        }
    }

    @Test
    void keepsCamelThreesHeaderForTheIncomingSession() {
        try (TestClient one = TestClient.connect(server.url("/session"));
                TestClient two = TestClient.connect(server.url("/session"))) {
            one.send("hello");
            await().untilAsserted(() -> assertThat(one.messages).containsExactly("you said hello"));
            assertThat(two.messages).isEmpty();
        }
    }

    @Test
    void givesPathParameters() {
        try (TestClient client = TestClient.connect(server.url("/rooms/blue"))) {
            client.send("hi");
            await().untilAsserted(() -> assertThat(client.messages).containsExactly("blue: hi"));
        }
        assertThat(TestClient.refusal(server.url("/rooms/blue/more"))).isEqualTo(404);
    }

    @Test
    void sendsToOneKeyToSeveralAndToAll() {
        try (TestClient a = TestClient.connect(server.url("/events"));
                TestClient b = openedAfter(1, "/events");
                TestClient c = openedAfter(2, "/events")) {
            await().untilAsserted(() -> assertThat(opened).hasSize(3));
            Object keyOfA = opened.get(0).get(WebSocketHeaders.CONNECTION_KEY);
            Object keyOfB = opened.get(1).get(WebSocketHeaders.CONNECTION_KEY);
            send("to a", Map.of(WebSocketHeaders.CONNECTION_KEY, keyOfA));
            send("to a and b", Map.of(WebSocketHeaders.CONNECTION_KEY, List.of(keyOfA, keyOfB, "gone")));
            Exchange all = send("to all", Map.of(WebSocketHeaders.SEND_TO_ALL, true));
            await().untilAsserted(() -> assertThat(a.messages).containsExactly("to a", "to a and b", "to all"));
            await().untilAsserted(() -> assertThat(b.messages).containsExactly("to a and b", "to all"));
            await().untilAsserted(() -> assertThat(c.messages).containsExactly("to all"));
            assertThat(all.getMessage().getHeader(WebSocketHeaders.SENT_TO)).isEqualTo(3);
        }
    }

    @Test
    void refusesToGuessWhomToSendTo() {
        Exchange exchange = send("to whom?", Map.of());
        assertThat(exchange.getException()).hasMessageContaining("Whom to send to");
    }

    @Test
    void refusesForeignOriginsBeforeUpgrading() {
        assertThat(TestClient.refusal(server.url("/echo"), TestClient.with().header("Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(TestClient.refusal(server.url("/echo"), TestClient.with().header("Origin", "null")))
                .isEqualTo(403);
        assertThat(TestClient.refusal(
                        server.url("/echo"),
                        TestClient.with().header("Origin", "http://127.0.0.1.evil.example:" + server.port())))
                .isEqualTo(403);
        assertThat(TestClient.refusal(server.url("/echo"), TestClient.with().header("Origin", "http://127.0.0.1:1")))
                .isEqualTo(403);
        assertThat(TestClient.refusal(
                        server.url("/open"), TestClient.with().header("Origin", "http://127.0.0.1:" + server.port())))
                .isEqualTo(403);
        withOrigin("/echo", "http://127.0.0.1:" + server.port()).close();
        withOrigin("/open", "https://app.example.org").close();
        withOrigin("/open", "https://APP.example.org:443").close();
    }

    @Test
    void closesWithTooBigBeyondTheLimit() {
        try (TestClient client = TestClient.connect(server.url("/echo"))) {
            client.send("x".repeat(65_536));
            await().untilAsserted(() -> assertThat(client.messages).hasSize(1));
            client.send("x".repeat(65_537));
            assertThat(client.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1009);
        }
    }

    @Test
    void countsBytesNotCharactersAndEndlessFragmentsToo() {
        try (TestClient client = TestClient.connect(server.url("/echo"))) {
            client.send("€".repeat(21_846));
            assertThat(client.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1009);
        }
        try (TestClient client = TestClient.connect(server.url("/echo"))) {
            for (int i = 0; i < 70 && !client.closed.isDone(); i++) {
                client.socket
                        .sendText("x".repeat(1_000), false)
                        .exceptionally(error -> null)
                        .join();
            }
            assertThat(client.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1009);
        }
    }

    @Test
    void echoesBinary() throws Exception {
        try (TestClient client = TestClient.connect(server.url("/session"))) {
            client.socket.sendBinary(ByteBuffer.wrap("bytes".getBytes()), true).get(5, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(client.messages).containsExactly("you said bytes"));
        }
    }

    @Test
    void sendsToAllByItsOption() {
        try (TestClient one = TestClient.connect(server.url("/echo"));
                TestClient two = TestClient.connect(server.url("/echo"))) {
            addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:all").to("websocket-jsr356:/echo?sendToAll=true");
                }
            });
            await().untilAsserted(() -> {
                template.sendBody("direct:all", "to all");
                assertThat(one.messages).contains("to all");
                assertThat(two.messages).contains("to all");
            });
        }
    }

    @Test
    void closesAConnectionFromARouteAfterWhatWasSentBefore() {
        try (TestClient client = TestClient.connect(server.url("/events"))) {
            await().untilAsserted(() -> assertThat(opened).hasSize(1));
            Object key = opened.get(0).get(WebSocketHeaders.CONNECTION_KEY);
            send("last words", Map.of(WebSocketHeaders.CONNECTION_KEY, key));
            send(
                    "",
                    Map.of(
                            WebSocketHeaders.CONNECTION_KEY,
                            key,
                            WebSocketHeaders.CLOSE_CODE,
                            4001,
                            WebSocketHeaders.CLOSE_REASON,
                            "your session has ended " + "é".repeat(200)));
            assertThat(client.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(4001);
            assertThat(client.closeReason).startsWith("your session has ended é");
            assertThat(client.messages).containsExactly("last words");
        }
    }

    @Test
    void dropsASlowReaderInsteadOfBuffering() {
        try (SilentClient silent = SilentClient.connect(server.port(), "/slow");
                TestClient quick = TestClient.connect(server.url("/slow"))) {
            String message = "x".repeat(50_000);
            Map<String, Object> all = Map.of(WebSocketHeaders.SEND_TO_ALL, true);
            await().atMost(20, TimeUnit.SECONDS)
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(() -> {
                        int before = quick.messages.size();
                        Object sent = template.send("direct:slow", exchange -> {
                                    exchange.getMessage().setBody(message);
                                    exchange.getMessage().setHeaders(new HashMap<>(all));
                                })
                                .getMessage()
                                .getHeader(WebSocketHeaders.SENT_TO);
                        await().until(() -> quick.messages.size() > before);
                        return Integer.valueOf(1).equals(sent);
                    });
            assertThat(quick.closed).isNotDone();
            assertThat(silent.endsAfter()).isLessThan(5_000_000);
        }
    }

    @Test
    void sendsMessagesLongerThanItsQueueOneAfterTheOther() {
        try (TestClient client = TestClient.connect(server.url("/events"))) {
            await().untilAsserted(() -> assertThat(opened).hasSize(1));
            String text = "z".repeat(2_000_000);
            for (int i = 1; i <= 3; i++) {
                send(text, Map.of(WebSocketHeaders.SEND_TO_ALL, true));
                int sent = i;
                await().untilAsserted(() -> assertThat(client.messages).hasSize(sent));
            }
            assertThat(client.messages).containsOnly(text);
        }
    }

    @Test
    void sendsFromManyThreadsWithoutMixingMessages() throws Exception {
        try (TestClient client = TestClient.connect(server.url("/events"))) {
            await().untilAsserted(() -> assertThat(opened).hasSize(1));
            Object key = opened.get(0).get(WebSocketHeaders.CONNECTION_KEY);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Exchange>> sent = new ArrayList<>();
            List<String> expected = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 200; i++) {
                String text = i + ":" + "y".repeat(i * 7);
                expected.add(text);
                sent.add(threads.submit(() -> send(text, Map.of(WebSocketHeaders.CONNECTION_KEY, key))));
            }
            for (Future<Exchange> future : sent) {
                assertThat(future.get(10, TimeUnit.SECONDS).getException()).isNull();
            }
            threads.shutdown();
            await().untilAsserted(() -> assertThat(client.messages).hasSize(200));
            assertThat(client.messages).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void connectsAsAClientToo() {
        List<String> answers = new CopyOnWriteArrayList<>();
        addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String events = "websocket-jsr356:" + server.url("/events");
                from(events + "?sessionCount=2")
                        .process(exchange -> answers.add(exchange.getMessage().getBody(String.class)));
                from("direct:ask").to(events + "?after=7");
            }
        });
        await().untilAsserted(() -> assertThat(opened).hasSize(2));
        template.sendBody("direct:ask", "hello");
        await().untilAsserted(() -> assertThat(opened).hasSize(3));
        assertThat(opened.get(2)).containsEntry(WebSocketHeaders.QUERY_PARAMETERS, Map.of("after", "7"));
        send("to all clients", Map.of(WebSocketHeaders.SEND_TO_ALL, true));
        await().untilAsserted(() -> assertThat(answers).containsExactly("to all clients", "to all clients"));
        send("", Map.of(WebSocketHeaders.SEND_TO_ALL, true, WebSocketHeaders.CLOSE_CODE, 1000));
        await().untilAsserted(() -> assertThat(closed).hasSize(3));
        template.sendBody("direct:ask", "hello after reconnecting");
        await().untilAsserted(() -> assertThat(opened).hasSize(4));
    }

    private void addRoutes(RouteBuilder routes) {
        try {
            server.camel.addRoutes(routes);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void record(Exchange exchange) {
        Map<String, Object> headers = new HashMap<>(exchange.getMessage().getHeaders());
        switch (WebSocketEvent.valueOf((String) headers.get(WebSocketHeaders.EVENT))) {
            case OPEN -> opened.add(headers);
            case CLOSE -> closed.add(headers);
            default -> {}
        }
    }

    private TestClient openedAfter(int others, String path) {
        await().untilAsserted(() -> assertThat(opened).hasSize(others));
        return TestClient.connect(server.url(path));
    }

    private Exchange send(String body, Map<String, Object> headers) {
        return template.send("direct:send", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private TestClient withOrigin(String path, String origin) {
        return TestClient.connect(server.url(path), TestClient.with().header("Origin", origin));
    }
}
