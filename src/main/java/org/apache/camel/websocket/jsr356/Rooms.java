package org.apache.camel.websocket.jsr356;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Named sets of a path's connections. A room is there while somebody is in it; who is gone is in none. */
final class Rooms {

    private final Map<String, Set<WebSocketConnection>> members = new ConcurrentHashMap<>();

    /** Puts a connection into a room, and tells whether it is still there to be in one. */
    synchronized boolean join(WebSocketConnection connection, String room) {
        if (connection.isGone()) {
            return false;
        }
        if (connection.rooms().add(room)) {
            members.computeIfAbsent(room, name -> ConcurrentHashMap.newKeySet(1))
                    .add(connection);
        }
        return true;
    }

    /** Takes a connection out of a room, and tells whether it was in it. */
    synchronized boolean leave(WebSocketConnection connection, String room) {
        boolean wasIn = connection.rooms().remove(room);
        if (wasIn) {
            remove(connection, room);
        }
        return wasIn;
    }

    /** Takes a connection that is gone out of all rooms. */
    synchronized void leaveAll(WebSocketConnection connection) {
        connection.rooms().forEach(room -> remove(connection, room));
        connection.rooms().clear();
    }

    /** Who is in any of these rooms, each once. */
    List<WebSocketConnection> in(Collection<String> rooms) {
        return rooms.stream()
                .flatMap(room -> members.getOrDefault(room, Set.of()).stream())
                .distinct()
                .toList();
    }

    private void remove(WebSocketConnection connection, String room) {
        members.computeIfPresent(room, (name, all) -> all.remove(connection) && all.isEmpty() ? null : all);
    }
}
