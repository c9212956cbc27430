package org.apache.camel.component.keycloak.security;

import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;

/** The token could not be checked, because the realm's keys were never fetched or are too old (HTTP 503). */
public class KeysUnavailableException extends CamelAuthorizationException {

    private final String sentence;

    KeysUnavailableException(String sentence, Exchange exchange, Throwable cause) {
        super(sentence, exchange, cause);
        this.sentence = sentence;
    }

    /** A sentence for the person who sent the message; it never quotes the token. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
