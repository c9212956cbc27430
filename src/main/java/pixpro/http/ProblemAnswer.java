package pixpro.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.mongodb.MongoException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.keycloak.security.InvalidTokenException;
import org.apache.camel.component.keycloak.security.KeysUnavailableException;
import org.apache.camel.component.keycloak.security.MissingRoleException;
import org.apache.camel.util.ObjectHelper;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns whatever an HTTP route failed with into a problem; what is not the client's doing goes to the log. */
@Component("problemAnswer")
public class ProblemAnswer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);

    private final JsonAnswer answer;

    public ProblemAnswer(JsonAnswer answer) {
        this.answer = answer;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = problemOf(failure);
        if (ObjectHelper.getException(ClientAbortException.class, failure) != null) {
            LOG.info("client_gone route={}", exchange.getProperty(Exchange.FAILURE_ROUTE_ID));
        } else if (problem.status() == 503 && failure instanceof ProblemException known && known.getCause() == null) {
            // refused on purpose, perhaps a hundred times a second while a neighbour is away
            LOG.info(
                    "http_refused route={} detail={}",
                    exchange.getProperty(Exchange.FAILURE_ROUTE_ID),
                    problem.detail());
        } else if (problem.status() >= 500) {
            LOG.warn(
                    "http_failed route={} status={}",
                    exchange.getProperty(Exchange.FAILURE_ROUTE_ID),
                    problem.status(),
                    failure);
        }
        answer.problem(exchange, problem);
    }

    static Problem problemOf(Exception failure) {
        ProblemException known = ObjectHelper.getException(ProblemException.class, failure);
        if (known != null) {
            return known.problem();
        }
        InvalidTokenException token = ObjectHelper.getException(InvalidTokenException.class, failure);
        if (token != null) {
            return Problem.unauthenticated(token.getMessage());
        }
        MissingRoleException role = ObjectHelper.getException(MissingRoleException.class, failure);
        if (role != null) {
            return Problem.forbidden(role.getMessage());
        }
        if (ObjectHelper.getException(ClientAbortException.class, failure) != null) {
            return Problem.badRequest("The request was cut off before it was complete.");
        }
        if (ObjectHelper.getException(KeysUnavailableException.class, failure) != null) {
            return Problem.unavailable("Logins cannot be checked at the moment. Please try again.");
        }
        if (ObjectHelper.getException(MongoException.class, failure) != null) {
            return Problem.unavailable("The library cannot be read at the moment. Please try again.");
        }
        if (ObjectHelper.getException(IOException.class, failure) != null) {
            return Problem.unavailable("A service this call needs does not answer at the moment. Please try again.");
        }
        return Problem.internal();
    }
}
