package org.apache.camel.websocket.jsr356;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A path that clients connect to, and its connections. It outlives the route behind it: when a route is replaced, the
 * connections stay and their next message goes to the new route.
 */
final class ServerPath implements ConnectionOwner {

    private final PathTemplate template;
    private final Executor closer;
    private final Map<String, WebSocketConnection> connections = new ConcurrentHashMap<>();
    private volatile JSR356Consumer consumer;

    ServerPath(String path, Executor closer) {
        this.template = new PathTemplate(path);
        this.closer = closer;
    }

    PathTemplate template() {
        return template;
    }

    synchronized void attach(JSR356Consumer next) {
        if (consumer != null && consumer != next) {
            throw new IllegalStateException("Another route consumes from websocket-jsr356:" + template + " already");
        }
        consumer = next;
    }

    synchronized void detach(JSR356Consumer previous) {
        if (consumer == previous) {
            consumer = null;
        }
    }

    /** The connections with these keys; keys of connections that are gone are left out. */
    List<WebSocketConnection> byKey(Collection<?> keys) {
        return keys.stream()
                .map(key -> connections.get(String.valueOf(key)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** All connections that a route has let in. */
    List<WebSocketConnection> accepted() {
        return connections.values().stream()
                .filter(WebSocketConnection::isAccepted)
                .toList();
    }

    /** All connections, let in or not. */
    Collection<WebSocketConnection> all() {
        return connections.values();
    }

    @Override
    public void opened(WebSocketConnection connection) {
        connections.put(connection.key(), connection);
    }

    @Override
    public void closed(WebSocketConnection connection) {
        connections.remove(connection.key());
    }

    @Override
    public JSR356Consumer consumer() {
        return consumer;
    }

    @Override
    public Executor closer() {
        return closer;
    }
}
