package pixpro.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.keycloak.security.InvalidTokenException;
import org.apache.camel.component.keycloak.security.KeysUnavailableException;
import org.apache.camel.component.keycloak.security.MissingRoleException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import pixpro.event.SampleJson;
import pixpro.storage.StorageException;

class ProblemAnswerTest {

    private final ObjectMapper json = SampleJson.mapper();
    private final ProblemAnswer answer = new ProblemAnswer(new JsonAnswer(json));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void answersWithTheProblemThatWasFound() throws Exception {
        answer(new ProblemException(Problem.notFound("There is no image x.")));

        assertThat(body().path("type").asText()).isEqualTo("urn:pixpro:problem:not-found");
        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(404);
        assertThat(header(Exchange.CONTENT_TYPE)).isEqualTo("application/problem+json");
        assertThat(header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void findsTheProblemInsideWhatCamelMakesOfIt() throws Exception {
        answer(new CamelExecutionException("wrapped", exchange, new ProblemException(Problem.badRequest("No."))));

        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(400);
    }

    @Test
    void asksForALogin() throws Exception {
        answer(refusal(InvalidTokenException.class, "The token has expired."));

        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(401);
        assertThat(header("WWW-Authenticate")).isEqualTo("Bearer realm=\"pixpro\"");
    }

    @Test
    void refusesWhoLacksTheRole() throws Exception {
        answer(refusal(MissingRoleException.class, "This needs the role admin."));

        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(403);
    }

    @Test
    void saysWhenToComeBackIfANeighbourIsDown() throws Exception {
        for (Exception down : List.of(
                refusal(KeysUnavailableException.class, "no keys from 10.0.0.7"),
                new MongoTimeoutException("no server at 10.0.0.7"),
                new StorageException("nobody at 10.0.0.7", null),
                new ConnectException("refused by 10.0.0.7"))) {
            answer(down);

            assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
            assertThat(header("Retry-After")).isEqualTo("5");
            assertThat(exchange.getMessage().getBody(String.class)).doesNotContain("10.0.0.7");
        }
    }

    @Test
    void doesNotBlameANeighbourForASenderWhoWentAway() throws Exception {
        answer(new IllegalStateException(new ClientAbortException(new EOFException())));

        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(400);
        assertThat(header("Retry-After")).isNull();
    }

    @Test
    void tellsNothingOfItsOwnFaults() throws Exception {
        answer(new IllegalStateException("secret=hunter2", new NullPointerException("pixpro.http")));

        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(500);
        assertThat(exchange.getMessage().getBody(String.class))
                .doesNotContain("hunter2")
                .doesNotContain("Exception")
                .doesNotContain("pixpro.http");
    }

    @Test
    void sendsNothingOfTheRequestBack() throws Exception {
        exchange.getMessage().setHeader("Authorization", "Bearer secret");
        exchange.getMessage().setHeader("cursor", "abc");

        answer(new IOException("down"));

        assertThat(exchange.getMessage().getHeaders()).doesNotContainKeys("Authorization", "cursor");
    }

    @Test
    void answersWithJsonOfTheBody() throws Exception {
        Message message = exchange.getMessage();
        message.setHeader("cursor", "abc");
        message.setBody(List.of("a"));

        new JsonAnswer(json).process(exchange);

        assertThat(message.getBody()).isEqualTo("[\"a\"]");
        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(header(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(message.getHeaders()).doesNotContainKey("cursor");
    }

    @Test
    void keepsTheStatusThatTheRouteSet() throws Exception {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);

        new JsonAnswer(json).process(exchange);

        assertThat(header(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(202);
    }

    private void answer(Exception failure) throws Exception {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        answer.process(exchange);
    }

    /** Only the policy itself makes these. */
    private static <E extends Exception> E refusal(Class<E> type, String message) {
        E refusal = mock(type, CALLS_REAL_METHODS);
        doReturn(message).when(refusal).getMessage();
        return refusal;
    }

    private Object header(String name) {
        return exchange.getMessage().getHeader(name);
    }

    private JsonNode body() throws Exception {
        return json.readTree(exchange.getMessage().getBody(String.class));
    }
}
