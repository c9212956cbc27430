package org.apache.camel.component.keycloak.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Lets an exchange pass only with a verified token that has the policy's roles and permissions. */
final class KeycloakSecurityProcessor extends DelegateAsyncProcessor {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "bearer ";

    private final KeycloakSecurityPolicy policy;
    private final KeycloakTokenVerifier verifier;

    KeycloakSecurityProcessor(Processor next, KeycloakSecurityPolicy policy, KeycloakTokenVerifier verifier) {
        super(next);
        this.policy = policy;
        this.verifier = verifier;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            authorize(exchange);
        } catch (CamelAuthorizationException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        return super.process(exchange, callback);
    }

    private void authorize(Exchange exchange) throws CamelAuthorizationException {
        try {
            String token = takeToken(exchange);
            VerifiedToken verified = token == null ? alreadyVerified(exchange) : null;
            if (verified == null) {
                exchange.removeProperty(VerifiedToken.PROPERTY);
                verified = verifier.verify(token);
            }
            accept(exchange, verified);
        } catch (TokenRefusedException e) {
            exchange.getMessage().setHeader(Exchange.AUTHENTICATION_FAILURE_POLICY_ID, policy.id());
            throw e.isRetryable()
                    ? new KeysUnavailableException(e.getMessage(), exchange, e)
                    : new InvalidTokenException(e.getMessage(), exchange);
        }
    }

    private void accept(Exchange exchange, VerifiedToken verified) throws MissingRoleException {
        if (!has(verified.roles(), policy.getRequiredRolesAsList(), policy.isAllRolesRequired())
                || !has(
                        verified.permissions(),
                        policy.getRequiredPermissionsAsList(),
                        policy.isAllPermissionsRequired())) {
            exchange.getMessage().setHeader(Exchange.AUTHENTICATION_FAILURE_POLICY_ID, policy.id());
            throw new MissingRoleException("Your account is not allowed to do this.", exchange);
        }
        exchange.setProperty(VerifiedToken.PROPERTY, verified);
        exchange.setProperty(KeycloakSecurityConstants.USER_INFO_PROPERTY, verified.claims());
        exchange.setProperty(KeycloakSecurityConstants.USER_ROLES_PROPERTY, verified.roles());
    }

    private static boolean has(Collection<String> granted, List<String> required, boolean all) {
        if (required.isEmpty()) {
            return true;
        }
        return all ? granted.containsAll(required) : required.stream().anyMatch(granted::contains);
    }

    /** A second policy further down the route accepts what an equal one has verified: the token itself is gone then. */
    private VerifiedToken alreadyVerified(Exchange exchange) {
        VerifiedToken verified = VerifiedToken.of(exchange);
        return verified != null
                        && verified.checkedBy().equals(verifier.rules())
                        && Instant.now()
                                .isBefore(verified.expiresAt()
                                        .plus(verifier.rules().skew()))
                ? verified
                : null;
    }

    /** Takes the token off the exchange, so that no later producer can send it on. */
    private String takeToken(Exchange exchange) throws TokenRefusedException {
        Message message = exchange.getMessage();
        String fromProperty = exchange.getProperty(KeycloakSecurityConstants.ACCESS_TOKEN_PROPERTY, String.class);
        String fromHeader = message.getHeader(KeycloakSecurityConstants.ACCESS_TOKEN_HEADER, String.class);
        String bearer = bearer(message.getHeader(AUTHORIZATION, String.class));
        exchange.removeProperty(KeycloakSecurityConstants.ACCESS_TOKEN_PROPERTY);
        message.removeHeader(KeycloakSecurityConstants.ACCESS_TOKEN_HEADER);
        message.removeHeader(AUTHORIZATION);
        if (!policy.isAllowTokenFromHeader()) {
            return fromProperty;
        }
        String sent = fromHeader == null ? bearer : fromHeader;
        if (fromProperty != null && sent != null && policy.isValidateTokenBinding() && !sent.equals(fromProperty)) {
            throw new TokenRefusedException("The message carries two different access tokens.");
        }
        String first = policy.isPreferPropertyOverHeader() ? fromProperty : sent;
        String second = policy.isPreferPropertyOverHeader() ? sent : fromProperty;
        return first == null ? second : first;
    }

    private static String bearer(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }
}
