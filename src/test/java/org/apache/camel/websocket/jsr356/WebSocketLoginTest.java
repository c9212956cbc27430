package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.websocket.Session;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.keycloak.security.FakeRealm;
import org.apache.camel.component.keycloak.security.KeycloakSecurityConstants;
import org.apache.camel.component.keycloak.security.KeycloakSecurityPolicy;
import org.apache.camel.component.keycloak.security.KeycloakTokenVerifier;
import org.apache.camel.component.keycloak.security.VerifiedToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both components together: who may open a connection, and how later messages know whose they are. */
class WebSocketLoginTest {

    private FakeRealm realm;
    private WebSocketServer server;

    @BeforeEach
    void start() throws Exception {
        realm = new FakeRealm();
        KeycloakSecurityPolicy user = new KeycloakSecurityPolicy();
        user.setTokenVerifier(new KeycloakTokenVerifier(realm.rules().build()));
        user.setRequiredRoles("user");
        server = new WebSocketServer(new RouteBuilder() {
            @Override
            public void configure() {
                // as for HTTP clients: handled, yet nobody must get in
                onException(CamelAuthorizationException.class).handled(true).setBody(constant("problem"));
                from("websocket-jsr356:/ws?fireConnectionEvents=true&subprotocols=pixpro")
                        .choice()
                        .when(header(WebSocketHeaders.EVENT).isEqualTo("OPEN"))
                        .to("direct:welcome")
                        .when(header(WebSocketHeaders.EVENT).isEqualTo("MESSAGE"))
                        .process(WebSocketLoginTest::answer)
                        .to("websocket-jsr356:/ws");
                from("direct:welcome")
                        .setProperty(
                                KeycloakSecurityConstants.ACCESS_TOKEN_PROPERTY, header(WebSocketHeaders.BEARER_TOKEN))
                        .removeHeaders("CamelWebsocketJsr356(Authorization|BearerToken)")
                        .policy(user)
                        .process(WebSocketLoginTest::remember);
                from("direct:all")
                        .setHeader(WebSocketHeaders.SEND_TO_ALL, constant(true))
                        .to("websocket-jsr356:/ws");
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        realm.close();
    }

    @Test
    void knowsWhoSpeaksAfterALogin() {
        try (TestClient ada = TestClient.connect(
                server.url("/ws"), TestClient.with().subprotocols("pixpro", "bearer." + realm.token()))) {
            ada.send("who am I?");
            await().untilAsserted(() -> assertThat(ada.messages).containsExactly("you are ada"));
        }
    }

    @Test
    void closesWhoHasNoValidTokenAndSendsThemNothing() {
        try (TestClient nobody = TestClient.connect(server.url("/ws"));
                TestClient liar = TestClient.connect(
                        server.url("/ws"), TestClient.with().subprotocols("pixpro", "bearer.x.y.z"))) {
            Exchange sent = server.camel.createProducerTemplate().send("direct:all", exchange -> exchange.getMessage()
                    .setBody("secret"));
            assertThat(sent.getMessage().getHeader(WebSocketHeaders.SENT_TO)).isEqualTo(0);
            assertThat(nobody.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1008);
            assertThat(nobody.closeReason).isEqualTo("Please log in: there is no access token.");
            assertThat(liar.closed).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1008);
            assertThat(nobody.messages).isEmpty();
            assertThat(liar.messages).isEmpty();
        }
    }

    private static void remember(Exchange exchange) {
        Map<String, Object> ofConnection = session(exchange).getUserProperties();
        ofConnection.put("username", VerifiedToken.of(exchange).username());
    }

    private static void answer(Exchange exchange) {
        exchange.getMessage()
                .setBody("you are " + session(exchange).getUserProperties().get("username"));
    }

    private static Session session(Exchange exchange) {
        return exchange.getMessage().getHeader(WebSocketHeaders.SESSION, Session.class);
    }
}
