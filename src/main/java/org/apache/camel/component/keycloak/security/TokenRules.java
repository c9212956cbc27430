package org.apache.camel.component.keycloak.security;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a token must look like to be accepted. Two verifiers with equal rules accept the same tokens.
 *
 * @param issuer the exact {@code iss}
 * @param jwksUri where the realm publishes its keys; unused when {@code publicKey} is set
 * @param publicKey the one key to trust, or null to use the realm's published keys
 * @param algorithms accepted signature algorithms, asymmetric only
 * @param audience what {@code aud} must contain, or null when it does not matter
 * @param types accepted values of the claim {@code typ}
 * @param authorizedParties accepted values of {@code azp}; empty when it does not matter
 * @param clientId whose client roles count besides the realm roles, or null
 * @param skew how far the clocks of issuer and verifier may differ
 * @param keysCachedFor how long fetched keys are used before they are fetched again
 * @param maxLength longest accepted token, in characters
 */
public record TokenRules(
        String issuer,
        URI jwksUri,
        PublicKey publicKey,
        Set<String> algorithms,
        String audience,
        Set<String> types,
        Set<String> authorizedParties,
        String clientId,
        Duration skew,
        Duration keysCachedFor,
        int maxLength) {

    private static final Pattern ASYMMETRIC = Pattern.compile("(RS|PS)(256|384|512)|ES(256|384|512)");

    public TokenRules {
        algorithms = Set.copyOf(algorithms);
        types = Set.copyOf(types);
        authorizedParties = Set.copyOf(authorizedParties);
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("At least one signature algorithm is needed");
        }
        for (String algorithm : algorithms) {
            if (!ASYMMETRIC.matcher(algorithm).matches()) {
                throw new IllegalArgumentException("Signature algorithm " + algorithm
                        + " is not accepted: name asymmetric ones only (RS, PS or ES with 256, 384 or 512)");
            }
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException("At least one token type is needed, normally Bearer");
        }
        if (maxLength < 1 || skew.isNegative() || keysCachedFor.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "The length limit must be positive, the skew not negative, keys cached for a second at least");
        }
    }

    /**
     * Rules for the access tokens of one Keycloak realm.
     *
     * @param serverUrl where this process reaches Keycloak, e.g. {@code http://keycloak:8080}
     * @param realm the realm's name
     */
    public static Builder forRealm(String serverUrl, String realm) {
        return new Builder(serverUrl, realm);
    }

    /** Collects what differs from the defaults: RS256, typ Bearer, 30 s skew, keys for 5 minutes, 16 KB. */
    public static final class Builder {

        private final String realmUrl;
        private String issuer;
        private PublicKey publicKey;
        private Collection<String> algorithms = List.of("RS256");
        private String audience;
        private Collection<String> types = List.of("Bearer");
        private Collection<String> authorizedParties = List.of();
        private String clientId;
        private Duration keysCachedFor = Duration.ofMinutes(5);

        private Builder(String serverUrl, String realm) {
            if (serverUrl == null || serverUrl.isBlank() || realm == null || realm.isBlank()) {
                throw new IllegalArgumentException("serverUrl and realm are needed to check tokens");
            }
            this.realmUrl = serverUrl.replaceAll("/+$", "") + "/realms/" + realm;
            this.issuer = realmUrl;
        }

        /** The {@code iss} to expect where Keycloak's public address is not {@code serverUrl}. */
        public Builder issuer(String expected) {
            this.issuer = expected == null || expected.isBlank() ? realmUrl : expected;
            return this;
        }

        public Builder publicKey(PublicKey key) {
            this.publicKey = key;
            return this;
        }

        public Builder algorithms(Collection<String> accepted) {
            this.algorithms = accepted;
            return this;
        }

        public Builder audience(String expected) {
            this.audience = expected == null || expected.isBlank() ? null : expected;
            return this;
        }

        public Builder types(Collection<String> accepted) {
            this.types = accepted;
            return this;
        }

        public Builder authorizedParties(Collection<String> accepted) {
            this.authorizedParties = accepted;
            return this;
        }

        public Builder clientId(String id) {
            this.clientId = id == null || id.isBlank() ? null : id;
            return this;
        }

        public Builder keysCachedFor(Duration duration) {
            this.keysCachedFor = duration;
            return this;
        }

        public TokenRules build() {
            URI jwks = URI.create(realmUrl + "/protocol/openid-connect/certs");
            return new TokenRules(
                    issuer,
                    jwks,
                    publicKey,
                    Set.copyOf(algorithms),
                    audience,
                    Set.copyOf(types),
                    Set.copyOf(authorizedParties),
                    clientId,
                    Duration.ofSeconds(30),
                    keysCachedFor,
                    16 * 1024);
        }
    }
}
