package org.apache.camel.component.keycloak.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The keys a token may be signed with, chosen by its key id. Published keys are cached, refreshed before they grow old,
 * fetched anew (at a limited rate) when an unknown key id turns up, and kept while Keycloak is down.
 */
final class RealmKeys implements JWSKeySelector<SecurityContext> {

    private static final int HTTP_TIMEOUT_MS = 2_000;
    private static final int MAX_JWKS_BYTES = 256 * 1024;
    /** A key id nobody knows may cause two fetches in this time, however many tokens name one. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);

    private static final Duration OUTAGE = Duration.ofHours(24);

    private final TokenRules rules;
    private final JWKSource<SecurityContext> source;
    private final JWSKeySelector<SecurityContext> published;
    private volatile boolean fetched;

    RealmKeys(TokenRules rules) {
        this.rules = rules;
        this.source = rules.publicKey() == null ? publishedKeys(rules) : null;
        this.published = source == null
                ? null
                : new JWSVerificationKeySelector<>(
                        rules.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()), source);
    }

    @Override
    public List<? extends Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
        if (!rules.algorithms().contains(header.getAlgorithm().getName())) {
            return List.of();
        }
        if (header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null) {
            return List.of(); // a token does not get to name the key it is checked with
        }
        if (published == null) {
            return List.of(rules.publicKey());
        }
        if (header.getKeyID() == null) {
            return List.of();
        }
        return publishedKeys(header, context);
    }

    private List<? extends Key> publishedKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
        try {
            List<? extends Key> keys = published.selectJWSKeys(header, context);
            fetched = true;
            return keys;
        } catch (RateLimitReachedException tooManyUnknownKeyIds) {
            if (fetched) {
                return List.of();
            }
            throw tooManyUnknownKeyIds;
        }
    }

    /** True when the failure says that keys could not be had, rather than anything about the token. */
    static boolean cannotBeFetched(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KeySourceException) {
                return true;
            }
            if (cause instanceof JOSEException) {
                return false;
            }
        }
        return false;
    }

    private static JWKSource<SecurityContext> publishedKeys(TokenRules rules) {
        long cached = rules.keysCachedFor().toMillis();
        try {
            return JWKSourceBuilder.create(
                            rules.jwksUri().toURL(),
                            new DefaultResourceRetriever(HTTP_TIMEOUT_MS, HTTP_TIMEOUT_MS, MAX_JWKS_BYTES))
                    .cache(cached, Math.min(2L * HTTP_TIMEOUT_MS, cached / 3))
                    .refreshAheadCache(cached / 5, false)
                    .rateLimited(Math.min(REFRESH_INTERVAL.toMillis(), cached / 2))
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("serverUrl does not give an address: " + rules.jwksUri(), e);
        }
    }
}
