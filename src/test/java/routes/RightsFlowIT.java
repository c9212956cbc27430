package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.local.OnLocalStack;
import pixpro.local.Tokens;
import routes.NodeClients.NodeClient;

/** Sockets of people to whom something happens at the real Keycloak while they are open. */
@OnLocalStack
class RightsFlowIT {

    private static final int SOON = 5;

    private static Members members;
    private static NodeClients node;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void begin() throws Exception {
        members = new Members();
        node = new NodeClients();
    }

    @AfterAll
    static void end() {
        node.close();
        List.of("rita", "otis", "lola", "dora", "hans").forEach(members::remove);
        members.removeClient("pixpro-hasty");
        members.close();
    }

    @Test
    void endsSocketsOfWhoIsDisabledLoggedOutOrStrippedOfARoleWithinSeconds() throws Exception {
        UserResource rita = members.add("rita");
        UserResource otis = members.add("otis", "operator");
        UserResource lola = members.add("lola");
        SocketEvents ritas = SocketEvents.join(url(), "rita");
        String ritasToken = Tokens.of("rita");
        NodeClient ritasClient = open(ritasToken);
        SocketEvents otiss = SocketEvents.join(url(), "otis");
        NodeClient otissClient = open(Tokens.of("otis"));
        SocketEvents lolas = SocketEvents.join(url(), "lola");
        NodeClient lolasClient = open(Tokens.of("lola"));
        SocketEvents adas = SocketEvents.join(url(), "ada");
        NodeClient adasClient = open(Tokens.of("ada"));

        members.disable(rita);
        otis.roles().realmLevel().remove(List.of(members.role("operator")));
        lola.logout();
        await().atMost(SOON, SECONDS)
                .until(() -> Stream.of(ritas, otiss, lolas)
                                .allMatch(socket -> socket.closed().isDone())
                        && Stream.of(ritasClient, otissClient, lolasClient)
                                .noneMatch(client -> client.all("session.ended").isEmpty()));

        assertThat(ritas.closed().get()).isEqualTo("1008 Your account has been disabled.");
        assertThat(otiss.closed().get()).isEqualTo("1008 Your rights have changed; please log in again.");
        assertThat(lolas.closed().get()).isEqualTo("1008 You have been logged out; please log in again.");
        assertThat(lolasClient.await("disconnect").at("/args/0").asText()).isEqualTo("io server disconnect");
        assertThat(adas.closed()).isNotDone();
        assertThat(adasClient.all("disconnect")).isEmpty();

        // the token itself still holds, but does not help for long
        NodeClient back = open(ritasToken);
        await().atMost(SOON, SECONDS).until(() -> !back.all("session.ended").isEmpty());
        assertThat(back.await("session.ended").at("/args/0/reason").asText())
                .isEqualTo("Your account has been disabled.");
        adasClient.order("close");
    }

    @Test
    void endsOnlyTheSocketsOfASessionThatItsOwnerEnds() throws Exception {
        members.add("dora");
        Tokens.Grant one = Tokens.grant("dora");
        NodeClient first = open(one.access());
        NodeClient second = open(Tokens.of("dora"));
        Tokens.logOut(one);
        await().atMost(SOON, SECONDS).until(() -> !first.all("session.ended").isEmpty());
        assertThat(second.all("disconnect")).isEmpty();
        second.order("close");
    }

    @Test
    void letsASocketStayWithANewTokenAndEndsItWithItsOldOne() throws Exception {
        members.add("hans");
        members.addHastyClient("pixpro-hasty", 6);
        NodeClient renewed = open(Tokens.of("hans", "hans", "pixpro-hasty"));
        NodeClient forgetful = open(Tokens.of("hans", "hans", "pixpro-hasty"));
        SocketEvents plain = SocketEvents.open(url(), Tokens.of("hans", "hans", "pixpro-hasty"));

        for (Object wrong : List.of("x", Map.of(), Map.of("token", "x"), Map.of("token", Tokens.of("bob")))) {
            assertThat(renewed.emit("login", wrong).at("/0/error").asText()).isNotEmpty();
        }
        plain.say("{\"type\":\"login\",\"token\":\"" + Tokens.of("bob") + "\"}");
        await().atMost(SOON, SECONDS).until(() -> plain.hasHeard("session.refused"));
        String fresh = Tokens.of("hans");
        assertThat(renewed.emit("login", Map.of("token", fresh))
                        .at("/0/expiresAt")
                        .asText())
                .startsWith("20");
        plain.say("{\"type\":\"login\",\"token\":\"" + fresh + "\"}");
        await().atMost(SOON, SECONDS).until(() -> plain.hasHeard("session.renewed"));

        assertThat(forgetful.await("session.ended").at("/args/0/reason").asText())
                .isEqualTo("The login has expired; please log in again.");
        assertThat(forgetful.await("disconnect").at("/args/0").asText()).isEqualTo("io server disconnect");
        assertThat(renewed.emit("echo", 1).path(0).asInt()).isEqualTo(1);
        assertThat(renewed.all("disconnect")).isEmpty();
        assertThat(plain.closed()).isNotDone();
        renewed.order("close");
    }

    private NodeClient open(String token) {
        NodeClient client = node.open("4.8", url(), Map.of("token", token), Map.of());
        client.await("session.started");
        return client;
    }

    private String url() {
        return "http://localhost:" + port;
    }
}
