package pixpro.socketio;

import java.util.Collections;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.keycloak.security.InvalidTokenException;
import org.apache.camel.component.keycloak.security.MissingRoleException;
import org.springframework.stereotype.Component;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** Lets the routes decide. */
@Component
class CamelVisitors implements Visitors {

    private static final String SOCKET = "pixproSocket";
    private static final String AFTER = "pixproAfter";
    private static final String EVENT = "pixproEvent";
    private static final String TOKEN = "CamelKeycloakAccessToken";

    /** Nothing a client could do something about: it comes back by itself. */
    private static final int UNAVAILABLE = 500;

    private final ProducerTemplate template;

    CamelVisitors(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public void arrive(String key, Credentials credentials) {
        ask("direct:notify-admit-socket", exchange -> {
            exchange.getMessage().setHeader(SOCKET, key);
            exchange.getMessage().setHeader(AFTER, credentials.after());
            exchange.setProperty(TOKEN, credentials.token());
        });
    }

    @Override
    public List<Object> say(String key, String event, List<Object> arguments) {
        Exchange answered = ask("direct:notify-answer-client", exchange -> {
            exchange.getMessage().setHeader(SOCKET, key);
            exchange.getMessage().setHeader(EVENT, event);
            exchange.getMessage().setBody(arguments);
        });
        Object body = answered.getMessage().getBody();
        // unlike a List.copyOf, it may hold nulls
        return body instanceof List<?> list ? Collections.unmodifiableList(list) : List.of();
    }

    @Override
    public void leave(String key) {
        template.sendBodyAndHeader("direct:notify-release-socket", null, SOCKET, key);
    }

    private Exchange ask(String door, Processor question) {
        Exchange exchange = template.request(door, question);
        Exception failure = exchange.getException();
        if (failure instanceof ProblemException problem && problem.problem().status() < UNAVAILABLE) {
            throw problem;
        }
        if (failure instanceof MissingRoleException) {
            throw new ProblemException(Problem.forbidden(failure.getMessage()), failure);
        }
        if (failure instanceof InvalidTokenException) {
            throw new ProblemException(Problem.unauthenticated(failure.getMessage()), failure);
        }
        if (failure != null) {
            throw new IllegalStateException("nobody can tell at the moment: " + failure.getMessage(), failure);
        }
        return exchange;
    }
}
