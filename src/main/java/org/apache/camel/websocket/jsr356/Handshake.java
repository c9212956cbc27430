package org.apache.camel.websocket.jsr356;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the HTTP request that opened a connection said, as far as routes may know it.
 *
 * @param bearerToken the token a client sent in the Authorization header or, since a browser cannot set that, as a
 *     subprotocol {@code bearer.<token>}; null if none
 * @param authorization the Authorization header, or null
 * @param subprotocols the requested subprotocols, without the token
 * @param remoteAddress the client's address
 * @param pathParameters values of the path's parameters
 * @param queryParameters the allowed ones of the query's parameters
 */
record Handshake(
        String bearerToken,
        String authorization,
        List<String> subprotocols,
        String remoteAddress,
        Map<String, String> pathParameters,
        Map<String, String> queryParameters) {

    private static final String BEARER_HEADER = "bearer ";
    private static final String BEARER_SUBPROTOCOL = "bearer.";

    static Handshake of(HttpServletRequest request, Map<String, String> pathParameters, Set<String> allowedQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String name : allowedQuery) {
            String value = request.getParameter(name);
            if (value != null) {
                query.put(name, value);
            }
        }
        List<String> subprotocols = Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        String authorization = request.getHeader("Authorization");
        return new Handshake(
                bearerToken(authorization, subprotocols),
                authorization,
                subprotocols.stream()
                        .filter(name -> !name.startsWith(BEARER_SUBPROTOCOL))
                        .toList(),
                request.getRemoteAddr(),
                Map.copyOf(pathParameters),
                Map.copyOf(query));
    }

    private static String bearerToken(String authorization, List<String> subprotocols) {
        if (authorization != null && authorization.regionMatches(true, 0, BEARER_HEADER, 0, BEARER_HEADER.length())) {
            return authorization.substring(BEARER_HEADER.length()).strip();
        }
        return subprotocols.stream()
                .filter(name -> name.startsWith(BEARER_SUBPROTOCOL))
                .map(name -> name.substring(BEARER_SUBPROTOCOL.length()))
                .findFirst()
                .orElse(null);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Handshake[from=" + remoteAddress + ", path=" + pathParameters + ", query=" + queryParameters + "]";
    }
}
