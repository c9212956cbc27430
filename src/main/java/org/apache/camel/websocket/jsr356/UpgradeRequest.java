package org.apache.camel.websocket.jsr356;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/**
 * A request as the container is to remember it. It keeps all headers and parameters, tokens among them, for as long as the
 * connection lives; routes get theirs from the {@link Handshake}. A header that is asked for by name is still there.
 */
final class UpgradeRequest extends HttpServletRequestWrapper {

    UpgradeRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public String getQueryString() {
        return null;
    }
}
