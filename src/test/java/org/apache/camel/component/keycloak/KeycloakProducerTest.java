package org.apache.camel.component.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.NotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** Against a server that answers what Keycloak's admin API answers and writes down what it is asked. */
class KeycloakProducerTest extends CamelTestSupport {

    private static final String ADMIN = "/admin/realms/test";
    private static final String ADA = ADMIN + "/users/ada-id";
    private static final String ROLES = ADA + "/role-mappings/realm";
    private static final Map<String, String> ANSWERS = Map.of(
            "/realms/test/protocol/openid-connect/token",
            "{\"access_token\":\"t\",\"expires_in\":300}",
            ADMIN + "/users",
            "[{\"id\":\"ada-id\",\"username\":\"ada\",\"fieldOfTheFuture\":1}]",
            ADA,
            "{\"id\":\"ada-id\",\"username\":\"ada\",\"enabled\":true}",
            ADMIN + "/roles",
            "[{\"id\":\"r1\",\"name\":\"operator\"}]",
            ADMIN + "/roles/operator",
            "{\"id\":\"r1\",\"name\":\"operator\"}",
            ROLES,
            "[{\"id\":\"r1\",\"name\":\"operator\"}]",
            ADA + "/sessions",
            "[{\"id\":\"s1\",\"ipAddress\":\"10.0.0.7\"}]");

    private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
    private static HttpServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", KeycloakProducerTest::answer);
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        REQUESTS.clear();
    }

    private static void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        REQUESTS.add(http.getRequestMethod() + " " + http.getRequestURI() + " " + body);
        String known = ANSWERS.get(http.getRequestURI().getPath());
        boolean reads = http.getRequestMethod().equals("GET")
                || http.getRequestURI().getPath().endsWith("/token");
        if (reads && known != null) {
            byte[] bytes = known.getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", "application/json");
            http.sendResponseHeaders(200, bytes.length);
            http.getResponseBody().write(bytes);
        } else {
            http.sendResponseHeaders(reads ? 404 : 204, -1);
        }
        http.close();
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:admin").toD("keycloak:admin?" + login() + "&operation=${exchangeProperty.operation}");
                from("direct:byHeader").to("keycloak:header?" + login());
            }
        };
    }

    private static String login() {
        return "serverUrl=http://127.0.0.1:" + server.getAddress().getPort()
                + "&realm=test&authRealm=test&clientId=pixpro-admin&clientSecret=RAW(s3cret+&)";
    }

    @Test
    void logsInAsItsServiceAccount() {
        run("listUsers", Map.of(), null);
        assertThat(REQUESTS.get(0))
                .startsWith("POST /realms/test/protocol/openid-connect/token ")
                .contains("grant_type=client_credentials");
    }

    @Test
    void listsAndSearchesUsersPageByPage() {
        Exchange all = run("listUsers", Map.of(), null);
        assertThat(all.getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.list(UserRepresentation.class))
                .singleElement()
                .satisfies(user -> assertThat(user.getUsername()).isEqualTo("ada"));
        assertThat(REQUESTS).last().asString().contains("first=0").contains("max=100");
        run(
                "searchUsers",
                Map.of(
                        KeycloakConstants.SEARCH_QUERY, "a&b",
                        KeycloakConstants.FIRST_RESULT, 20,
                        KeycloakConstants.MAX_RESULTS, 10),
                null);
        assertThat(REQUESTS)
                .last()
                .asString()
                .contains("search=a%26b")
                .contains("first=20")
                .contains("max=10");
    }

    @Test
    void readsAndChangesAUser() {
        UserRepresentation ada = run("getUser", user(), null).getMessage().getBody(UserRepresentation.class);
        assertThat(ada.isEnabled()).isTrue();
        ada.setEnabled(false);
        run("updateUser", user(), ada);
        assertThat(REQUESTS).last().asString().startsWith("PUT " + ADA).contains("\"enabled\":false");
    }

    @Test
    void readsGivesAndTakesRoles() {
        assertThat(run("listRoles", Map.of(), null).getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.list(RoleRepresentation.class))
                .hasSize(1);
        assertThat(run("getUserRoles", user(), null).getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.list(RoleRepresentation.class))
                .singleElement()
                .satisfies(role -> assertThat(role.getName()).isEqualTo("operator"));
        run("assignRoleToUser", user(KeycloakConstants.ROLE_NAME, "operator"), null);
        assertThat(REQUESTS).last().asString().startsWith("POST " + ROLES).contains("operator");
        run("removeRoleFromUser", user(KeycloakConstants.ROLE_NAME, "operator"), null);
        assertThat(REQUESTS).last().asString().startsWith("DELETE " + ROLES).contains("operator");
    }

    @Test
    void setsAPasswordAndForgetsIt() {
        Exchange exchange = run("resetUserPassword", user(KeycloakConstants.USER_PASSWORD, "n3w"), null);
        assertThat(REQUESTS)
                .last()
                .asString()
                .startsWith("PUT " + ADA + "/reset-password")
                .contains("\"value\":\"n3w\"")
                .contains("\"temporary\":false");
        assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain("n3w");
    }

    @Test
    void listsAndEndsSessions() {
        assertThat(run("listUserSessions", user(), null).getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.list(UserSessionRepresentation.class))
                .singleElement()
                .satisfies(session -> assertThat(session.getIpAddress()).isEqualTo("10.0.0.7"));
        run("logoutUser", user(), null);
        assertThat(REQUESTS).last().asString().startsWith("POST " + ADA + "/logout");
    }

    @Test
    void takesTheOperationFromTheHeaderToo() {
        Exchange exchange = template.send(
                "direct:byHeader", message -> message.getMessage().setHeader(KeycloakConstants.OPERATION, "listRoles"));
        assertThat(exchange.getException()).isNull();
        assertThat(template.send("direct:byHeader", message -> {}).getException())
                .hasMessageContaining("Say what to do");
    }

    @Test
    void tellsWhatIsMissingOrUnknown() {
        assertThat(send("getUser", Map.of(), null).getException()).hasMessageContaining(KeycloakConstants.USER_ID);
        assertThat(send("getUser", Map.of(KeycloakConstants.USER_ID, "nobody"), null)
                        .getException())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesWhatThisBuildDoesNotHave() {
        assertThatThrownBy(() -> context.getEndpoint("keycloak:x?" + login() + "&operation=createRealm"))
                .hasStackTraceContaining("The operation createRealm is not supported by this build");
        assertThatThrownBy(() -> context.getEndpoint("keycloak:x?" + login() + "&pojoRequest=true"))
                .hasStackTraceContaining("pojoRequest is not supported");
        assertThatThrownBy(() -> context.getEndpoint("keycloak:x?" + login() + "&eventType=events"))
                .hasStackTraceContaining("eventType");
        assertThatThrownBy(() -> context.getEndpoint("keycloak:x?" + login()).createConsumer(exchange -> {}))
                .hasMessageContaining("Consuming Keycloak's events is not supported");
        assertThatThrownBy(() -> context.getEndpoint("keycloak:x?serverUrl=http://localhost&clientId=a")
                        .start())
                .hasStackTraceContaining("needs an accessToken");
    }

    private static Map<String, Object> user(String... more) {
        Map<String, Object> headers = new HashMap<>(Map.of(KeycloakConstants.USER_ID, "ada-id"));
        if (more.length == 2) {
            headers.put(more[0], more[1]);
        }
        return headers;
    }

    private Exchange run(String operation, Map<String, Object> headers, Object body) {
        Exchange exchange = send(operation, headers, body);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private Exchange send(String operation, Map<String, Object> headers, Object body) {
        return template.send("direct:admin", exchange -> {
            exchange.setProperty("operation", operation);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setBody(body);
        });
    }
}
