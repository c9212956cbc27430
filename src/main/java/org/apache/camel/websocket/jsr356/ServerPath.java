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

    private static final long STILL_USED = -1;

    private final PathTemplate template;
    private final Executor closer;
    private final Map<String, WebSocketConnection> connections = new ConcurrentHashMap<>();
    private final Rooms rooms = new Rooms();
    private volatile JSR356Consumer consumer;
    private long leftAt = STILL_USED;

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

    /** A route is about to consume from it, again or for the first time. */
    synchronized void use() {
        leftAt = STILL_USED;
    }

    /**
     * Its route was removed, though perhaps only to be replaced.
     *
     * @param millis the time now, by a clock that only goes forward
     */
    synchronized void leave(long millis) {
        leftAt = millis;
    }

    /** Whether no route has come in place of the one that was removed before this time. */
    synchronized boolean isLeftSince(long millis) {
        return consumer == null && leftAt != STILL_USED && leftAt <= millis;
    }

    Rooms rooms() {
        return rooms;
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

    @Override
    public Collection<WebSocketConnection> all() {
        return connections.values();
    }

    @Override
    public void opened(WebSocketConnection connection) {
        connections.put(connection.key(), connection);
    }

    @Override
    public void closed(WebSocketConnection connection) {
        connections.remove(connection.key());
        rooms.leaveAll(connection);
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
