package org.apache.camel.component.keycloak.security;

import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;

/** There is no token, or it is not one this platform accepts: who sends the message is unknown (HTTP 401). */
public class InvalidTokenException extends CamelAuthorizationException {

    private final String sentence;

    InvalidTokenException(String sentence, Exchange exchange) {
        super(sentence, exchange);
        this.sentence = sentence;
    }

    /** A sentence for the person who sent the message; it never quotes the token. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
