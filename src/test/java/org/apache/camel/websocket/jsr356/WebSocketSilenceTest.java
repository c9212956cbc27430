package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who says nothing is asked, and who does not answer is gone. */
class WebSocketSilenceTest {

    private final List<Integer> closed = new CopyOnWriteArrayList<>();
    private WebSocketServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebSocketServer(new RouteBuilder() {
            @Override
            public void configure() {
                from("websocket-jsr356:/ws?fireConnectionEvents=true&pingInterval=200&idleTimeout=1500")
                        .filter(header(WebSocketHeaders.EVENT).isEqualTo("CLOSE"))
                        .process(exchange -> closed.add(
                                exchange.getMessage().getHeader(WebSocketHeaders.CLOSED_CODE, Integer.class)));
                from("direct:tell").to("websocket-jsr356:/ws?sendToAll=true");
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void closesADeadPeerThoughMessagesAreSentToItAndKeepsOneThatOnlyAnswersPings() {
        SilentClient dead = SilentClient.connect(server.port(), "/ws");
        try (TestClient alive = TestClient.connect(server.url("/ws"))) {
            await().untilAsserted(() -> {
                server.camel.createProducerTemplate().sendBody("direct:tell", "news");
                assertThat(closed).containsExactly(1001);
            });
            // it has been silent for longer than the dead one was, but for its pongs
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(alive.closed).isNotDone());
            assertThat(alive.messages).contains("news");
        } finally {
            dead.close();
        }
    }
}
