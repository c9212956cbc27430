package org.apache.camel.websocket.jsr356;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the HTTP request that opened a connection said, as far as routes may know it.
 *
 * @param bearerToken the token a client sent in the Authorization header or, since a browser cannot set that, as a
 *     subprotocol {@code bearer.<token>}; null if none
 * @param authorization the Authorization header, or null
 * @param subprotocols the requested subprotocols, without the token
 * @param remoteAddress the client's address
 * @param principal who the servlet container, or the route of the OPEN exchange, says it is; or null
 * @param path the path that was asked for
 * @param pathParameters values of the path's parameters
 * @param queryParameters the allowed ones of the query's parameters
 * @param headers the allowed ones of the request's headers
 */
record Handshake(
        String bearerToken,
        String authorization,
        List<String> subprotocols,
        String remoteAddress,
        Principal principal,
        String path,
        Map<String, String> pathParameters,
        Map<String, String> queryParameters,
        Map<String, String> headers) {

    private static final String BEARER_HEADER = "bearer ";
    private static final String BEARER_SUBPROTOCOL = "bearer.";

    static Handshake of(
            HttpServletRequest request, String path, Map<String, String> pathParameters, JSR356Endpoint options) {
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
                request.getUserPrincipal(),
                path,
                Map.copyOf(pathParameters),
                allowed(options.queryParameterNames(), request::getParameter),
                allowed(options.requestHeaderNames(), request::getHeader));
    }

    /** What is kept for as long as the connection lives: nothing that lets anybody in, and nothing that is told once. */
    Handshake afterOpen(Principal named) {
        return new Handshake(
                null, null, List.of(), remoteAddress, named, path, pathParameters, queryParameters, headers);
    }

    private static Map<String, String> allowed(Collection<String> names, UnaryOperator<String> values) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : names) {
            String value = values.apply(name);
            if (value != null) {
                found.put(name, value);
            }
        }
        return Map.copyOf(found);
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
        return "Handshake[from=" + remoteAddress + ", path=" + path + "]";
    }
}
