package pixpro.http;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.keycloak.security.VerifiedToken;
import org.springframework.stereotype.Component;

/** First step behind a policy: leaves the verified token's {@link Caller} for the steps that follow. */
@Component("knowCaller")
public class KnowCaller implements Processor {

    @Override
    public void process(Exchange exchange) {
        VerifiedToken token = VerifiedToken.of(exchange);
        if (token == null) {
            // a route without its policy: refuse rather than serve a nobody
            throw new ProblemException(Problem.unauthenticated("This call needs a login."));
        }
        exchange.setProperty(Caller.PROPERTY, new Caller(token.subject(), token.username(), token.roles()));
    }
}
