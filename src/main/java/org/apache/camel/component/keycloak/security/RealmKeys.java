package org.apache.camel.component.keycloak.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /** One daemon for all realms: a thread of its own would keep the JVM alive. */
    private static final ExecutorService REFRESHER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "keycloak-keys-refresh");
        thread.setDaemon(true);
        return thread;
    });

    private final TokenRules rules;
    private final JWSKeySelector<SecurityContext> published;
    private volatile Fetched lastFetched;

    RealmKeys(TokenRules rules) {
        this.rules = rules;
        this.published =
                rules.publicKey() == null ? new JWSVerificationKeySelector<>(algorithms(), cachedKeys()) : null;
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
        return knownKeys(header, context);
    }

    private List<? extends Key> knownKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
        try {
            return published.selectJWSKeys(header, context);
        } catch (KeySourceException cannotBeFetched) {
            // with Keycloak down, refreshing ahead uses up the rate limit, and the library's own outage cache is not
            // asked
            Fetched known = lastFetched;
            if (known == null || Instant.now().isAfter(known.at().plus(OUTAGE))) {
                throw cannotBeFetched;
            }
            return new JWSVerificationKeySelector<>(algorithms(), new ImmutableJWKSet<>(known.keys()))
                    .selectJWSKeys(header, context);
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

    private JWKSource<SecurityContext> cachedKeys() {
        long cached = rules.keysCachedFor().toMillis();
        JWKSetSource<SecurityContext> tolerant = new OutageTolerantJWKSetSource<>(fetching(), OUTAGE.toMillis(), null);
        JWKSetSource<SecurityContext> limited =
                new RateLimitedJWKSetSource<>(tolerant, Math.min(REFRESH_INTERVAL.toMillis(), cached / 2), null);
        return new JWKSetBasedJWKSource<>(new RefreshAheadCachingJWKSetSource<>(
                limited,
                cached,
                Math.min(2L * HTTP_TIMEOUT_MS, cached / 3),
                cached / 5,
                false,
                REFRESHER,
                false,
                null));
    }

    /** Fetches the keys and remembers them. */
    private JWKSetSource<SecurityContext> fetching() {
        URL address;
        try {
            address = rules.jwksUri().toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("serverUrl does not give an address: " + rules.jwksUri(), e);
        }
        JWKSetSource<SecurityContext> remote = new URLBasedJWKSetSource<>(
                address, new DefaultResourceRetriever(HTTP_TIMEOUT_MS, HTTP_TIMEOUT_MS, MAX_JWKS_BYTES));
        return new JWKSetSourceWrapper<>(remote) {
            @Override
            public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                    throws KeySourceException {
                JWKSet keys = getSource().getJWKSet(refresh, now, context);
                lastFetched = new Fetched(keys, Instant.now());
                return keys;
            }
        };
    }

    private Set<JWSAlgorithm> algorithms() {
        return rules.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    }

    private record Fetched(JWKSet keys, Instant at) {}
}
