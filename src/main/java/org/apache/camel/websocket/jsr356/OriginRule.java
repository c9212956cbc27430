package org.apache.camel.websocket.jsr356;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which web pages may connect. Browsers send cookies and run scripts of any site, so a connection from a foreign page must
 * be refused; a client that sends no Origin is not a browser and is let through.
 */
final class OriginRule {

    private final Set<String> allowed;

    /**
     * @param allowed origins such as {@code https://app.example.org}; {@code *} for any; empty for the server's own only
     */
    OriginRule(Set<String> allowed) {
        this.allowed = allowed.stream()
                .map(origin -> origin.equals("*") ? origin : normal(origin))
                .collect(Collectors.toUnmodifiableSet());
        if (this.allowed.contains("")) {
            throw new IllegalArgumentException(
                    "allowedOrigins must be like https://app.example.org, but is " + allowed);
        }
    }

    /**
     * @param origin the Origin header, or null
     * @param host the Host header, or null
     */
    boolean allows(String origin, String host) {
        if (origin == null || allowed.contains("*")) {
            return true;
        }
        String from = normal(origin);
        if (from.isEmpty()) {
            return false;
        }
        if (!allowed.isEmpty()) {
            return allowed.contains(from);
        }
        String scheme = from.substring(0, from.indexOf(':'));
        return host != null && from.equals(normal(scheme + "://" + host));
    }

    /** Scheme, host and port in lower case, the port always said; empty when it is not an origin. */
    private static String normal(String origin) {
        try {
            URI uri = new URI(origin.strip().toLowerCase(Locale.ROOT));
            boolean bare = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
            if (!bare || uri.getHost() == null || uri.getScheme() == null) {
                return "";
            }
            int standard =
                    switch (uri.getScheme()) {
                        case "http" -> 80;
                        case "https" -> 443;
                        default -> -1;
                    };
            int port = uri.getPort() < 0 ? standard : uri.getPort();
            return port < 0 ? "" : uri.getScheme() + "://" + uri.getHost() + ":" + port;
        } catch (URISyntaxException notAnOrigin) {
            return "";
        }
    }
}
