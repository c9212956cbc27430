package org.apache.camel.component.keycloak.security;

import java.time.Clock;
import java.time.Instant;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** Checks the claims of a token whose signature is already verified. What is absent is refused, never assumed. */
final class ClaimRules implements OAuth2TokenValidator<Jwt> {

    private final TokenRules rules;
    private final Clock clock;

    ClaimRules(TokenRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt jwt) {
        String objection = objection(jwt);
        return objection == null
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, objection, null));
    }

    private String objection(Jwt jwt) {
        String times = objectionToTimes(jwt);
        if (times != null) {
            return times;
        }
        if (!rules.issuer().equals(jwt.getClaims().get("iss"))) {
            return "The access token was issued by somebody else. Please log in again.";
        }
        if (!(jwt.getClaims().get("typ") instanceof String type)
                || !rules.types().contains(type)) {
            return "This is not an access token (an ID or refresh token cannot be used here).";
        }
        if (rules.audience() != null
                && (jwt.getAudience() == null || !jwt.getAudience().contains(rules.audience()))) {
            return "The access token was issued for another service.";
        }
        if (!rules.authorizedParties().isEmpty()
                && !(jwt.getClaims().get("azp") instanceof String party
                        && rules.authorizedParties().contains(party))) {
            return "The access token was issued to an application that may not be used here.";
        }
        if (!(jwt.getClaims().get("sub") instanceof String subject) || subject.isBlank()) {
            return "The access token does not say whose it is.";
        }
        return null;
    }

    private String objectionToTimes(Jwt jwt) {
        Instant now = clock.instant();
        Instant expires = jwt.getExpiresAt();
        if (expires == null) {
            return "The access token does not say when it expires.";
        }
        if (!now.isBefore(expires.plus(rules.skew()))) {
            return "Your session has expired. Please log in again.";
        }
        if (jwt.getNotBefore() != null && now.plus(rules.skew()).isBefore(jwt.getNotBefore())) {
            return "The access token is not valid yet.";
        }
        // Spring fills an absent iat with exp - 1 s, so a token without one is refused here too
        if (jwt.getIssuedAt() == null || now.plus(rules.skew()).isBefore(jwt.getIssuedAt())) {
            return "The access token does not say when it was issued, or says a time in the future.";
        }
        return null;
    }
}
