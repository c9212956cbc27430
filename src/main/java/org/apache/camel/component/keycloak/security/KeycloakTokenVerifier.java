package org.apache.camel.component.keycloak.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks access tokens of one Keycloak realm: signature, algorithm, key id, issuer, times, type, audience and authorized
 * party. It needs no exchange, so a WebSocket handshake can use it as well as the route policy. Safe for many threads.
 */
public final class KeycloakTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(KeycloakTokenVerifier.class);
    private static final String NOT_ACCEPTED = "The access token is not valid. Please log in again.";

    private final TokenRules rules;
    private final NimbusJwtDecoder decoder;

    public KeycloakTokenVerifier(TokenRules rules) {
        this(rules, Clock.systemUTC());
    }

    KeycloakTokenVerifier(TokenRules rules, Clock clock) {
        this.rules = rules;
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new RealmKeys(rules));
        // the claims are checked once, by ClaimRules
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        this.decoder = new NimbusJwtDecoder(processor);
        this.decoder.setJwtValidator(new ClaimRules(rules, clock));
    }

    /** The rules this verifier checks by. */
    public TokenRules rules() {
        return rules;
    }

    /**
     * Checks a token.
     *
     * @param token the compact JWT, without "Bearer"
     * @return its content
     * @throws TokenRefusedException with a sentence for the sender; retryable when only the realm's keys are missing
     */
    public VerifiedToken verify(String token) throws TokenRefusedException {
        if (token == null || token.isBlank()) {
            throw new TokenRefusedException("Please log in: there is no access token.");
        }
        if (token.length() > rules.maxLength()) {
            throw new TokenRefusedException("The access token is too long.");
        }
        try {
            return VerifiedToken.of(decoder.decode(token), rules);
        } catch (JwtValidationException e) {
            throw refused(e.getErrors().stream()
                    .map(OAuth2Error::getDescription)
                    .findFirst()
                    .orElse(NOT_ACCEPTED));
        } catch (JwtException e) {
            if (RealmKeys.cannotBeFetched(e)) {
                LOG.warn("The keys of realm {} cannot be fetched: {}", rules.issuer(), e.getMessage());
                throw new TokenRefusedException("Your login cannot be checked right now. Please try again soon.", e);
            }
            throw refused(NOT_ACCEPTED);
        } catch (RuntimeException e) {
            LOG.debug("Token refused: {}", e.getClass().getName());
            throw refused(NOT_ACCEPTED);
        }
    }

    /** Causes are left out on purpose: a parser's message may quote what it read. */
    private static TokenRefusedException refused(String sentence) {
        LOG.debug("Token refused: {}", sentence);
        return new TokenRefusedException(sentence);
    }
}
