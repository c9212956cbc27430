package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths come and go with their routes while the server runs. */
class WebSocketRouteChangesTest {

    private WebSocketServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebSocketServer(new RouteBuilder() {
            @Override
            public void configure() {
                from("websocket-jsr356:/echo").routeId("echo").to("websocket-jsr356:/echo");
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void servesAPathForAsLongAsARouteConsumesFromIt() throws Exception {
        server.camel
                .getComponent("websocket-jsr356", JSR356WebSocketComponent.class)
                .setReplacementGrace(300);
        assertThat(TestClient.refusal(server.url("/later"))).isEqualTo(404);
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("websocket-jsr356:/later").routeId("later").to("websocket-jsr356:/later");
            }
        };
        server.camel.addRoutes(later);
        try (TestClient client = TestClient.connect(server.url("/later"))) {
            client.send("hello");
            await().untilAsserted(() -> assertThat(client.messages).containsExactly("hello"));
            server.camel.getRouteController().stopRoute("later");
            server.camel.removeRoute("later");
            assertThat(client.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1001);
            assertThat(client.closeReason).isEqualTo("this address is no longer served");
        }
        await().untilAsserted(() ->
                assertThat(TestClient.refusal(server.url("/later"))).isEqualTo(404));
        server.camel.addRoutes(later);
        TestClient.connect(server.url("/later")).send("again").close();
    }

    @Test
    void swapsTheRouteBehindOpenConnections() throws Exception {
        try (TestClient client = TestClient.connect(server.url("/echo"))) {
            client.send("one");
            await().untilAsserted(() -> assertThat(client.messages).containsExactly("one"));
            server.camel.getRouteController().stopRoute("echo");
            assertThat(TestClient.refusal(server.url("/echo"))).isEqualTo(503);
            server.camel.removeRoute("echo");
            server.camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("websocket-jsr356:/echo")
                            .routeId("echo")
                            .setBody(simple("new ${body}"))
                            .to("websocket-jsr356:/echo");
                }
            });
            client.send("two");
            await().untilAsserted(() -> assertThat(client.messages).containsExactly("one", "new two"));
        }
    }

    @Test
    void closesConnectionsThatSpeakWhileNoRouteRuns() throws Exception {
        try (TestClient client = TestClient.connect(server.url("/echo"))) {
            client.send("one");
            await().untilAsserted(() -> assertThat(client.messages).hasSize(1));
            server.camel.getRouteController().stopRoute("echo");
            client.send("two");
            assertThat(client.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1013);
        }
    }
}
