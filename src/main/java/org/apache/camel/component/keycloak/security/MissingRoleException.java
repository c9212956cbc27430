package org.apache.camel.component.keycloak.security;

import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;

/** The sender is known, but lacks a role or permission that the route asks for (HTTP 403). */
public class MissingRoleException extends CamelAuthorizationException {

    private final String sentence;

    MissingRoleException(String sentence, Exchange exchange) {
        super(sentence, exchange);
        this.sentence = sentence;
    }

    /** A sentence for the person who sent the message; it never quotes the token. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
