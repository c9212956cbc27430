package org.apache.camel.component.keycloak.security;

/** A token that was not accepted. The message is a sentence for the person who sent it and never quotes the token. */
public class TokenRefusedException extends Exception {

    private final boolean retryable;

    TokenRefusedException(String sentence) {
        super(sentence);
        this.retryable = false;
    }

    TokenRefusedException(String sentence, Throwable keysUnavailable) {
        super(sentence, keysUnavailable);
        this.retryable = true;
    }

    /** True when nothing is known against the token, but the realm's keys cannot be fetched now. */
    public boolean isRetryable() {
        return retryable;
    }
}
