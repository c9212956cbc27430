package org.apache.camel.component.keycloak.security;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The content of a token that passed every check. It does not hold the token itself, so it may be logged and passed on.
 *
 * @param subject the user's id, claim {@code sub}
 * @param roles realm roles and the roles of the configured client
 * @param permissions claim {@code permissions} and the words of {@code scope}
 * @param expiresAt when the token expires
 * @param claims all claims, unmodifiable
 * @param checkedBy the rules it was checked by
 */
public record VerifiedToken(
        String subject,
        Set<String> roles,
        Set<String> permissions,
        Instant expiresAt,
        Map<String, Object> claims,
        TokenRules checkedBy) {

    /** Exchange property in which the policy leaves the verified token. */
    public static final String PROPERTY = "CamelKeycloakVerifiedToken";

    static VerifiedToken of(Jwt jwt, TokenRules rules) {
        Set<String> roles = new LinkedHashSet<>(strings(child(jwt.getClaims(), "realm_access"), "roles"));
        if (rules.clientId() != null) {
            roles.addAll(strings(child(child(jwt.getClaims(), "resource_access"), rules.clientId()), "roles"));
        }
        Set<String> permissions = new LinkedHashSet<>(strings(jwt.getClaims(), "permissions"));
        if (jwt.getClaims().get("scope") instanceof String scope && !scope.isBlank()) {
            permissions.addAll(List.of(scope.strip().split("\\s+")));
        }
        return new VerifiedToken(
                jwt.getSubject(),
                Collections.unmodifiableSet(roles),
                Collections.unmodifiableSet(permissions),
                jwt.getExpiresAt(),
                Collections.unmodifiableMap(new LinkedHashMap<>(jwt.getClaims())),
                rules);
    }

    /** The verified token of the exchange, or null when no policy has let it pass. */
    public static VerifiedToken of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, VerifiedToken.class);
    }

    /** The login name, claim {@code preferred_username}, or the subject when there is none. */
    public String username() {
        return claims.get("preferred_username") instanceof String name ? name : subject;
    }

    @Override
    public String toString() {
        return "VerifiedToken[subject=" + subject + ", roles=" + roles + ", expiresAt=" + expiresAt + "]";
    }

    private static Map<?, ?> child(Map<?, ?> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Set<String> strings(Map<?, ?> parent, String name) {
        Set<String> found = new LinkedHashSet<>();
        if (parent.get(name) instanceof Collection<?> values) {
            for (Object value : values) {
                if (value instanceof String text) {
                    found.add(text);
                }
            }
        }
        return found;
    }
}
