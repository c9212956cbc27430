package pixpro.notify;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.keycloak.security.VerifiedToken;
import org.springframework.stereotype.Component;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** First step behind a socket's policy: leaves the verified token's {@link Login} for the steps that follow. */
@Component("knowLogin")
public class KnowLogin implements Processor {

    @Override
    public void process(Exchange exchange) {
        VerifiedToken token = VerifiedToken.of(exchange);
        if (token == null) {
            // a route without its policy: refuse rather than let a nobody in
            throw new ProblemException(Problem.unauthenticated("A socket needs a login."));
        }
        Caller caller = new Caller(token.subject(), token.username(), token.roles());
        String session = token.claims().get("sid") instanceof String sid ? sid : null;
        exchange.setProperty(Login.PROPERTY, new Login(caller, session, token.expiresAt()));
    }
}
