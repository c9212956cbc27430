package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private final ServerPath path = new ServerPath("/ws", Runnable::run);
    private final Rooms rooms = path.rooms();
    private final WebSocketConnection ada = new WebSocketConnection(path, null, null);
    private final WebSocketConnection bob = new WebSocketConnection(path, null, null);

    @Test
    void holdsNobodyWhoIsGone() {
        assertThat(rooms.join(ada, "blue")).isTrue();
        assertThat(rooms.join(bob, "blue")).isTrue();
        ada.onClose(null, new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
        assertThat(rooms.in(List.of("blue"))).containsExactly(bob);
    }

    @Test
    void letsNobodyInWhoIsGoneAlready() {
        ada.onClose(null, new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
        assertThat(rooms.join(ada, "blue")).isFalse();
        assertThat(rooms.in(List.of("blue"))).isEmpty();
    }

    @Test
    void joinsOnceAndLeavesOnce() {
        rooms.join(ada, "blue");
        assertThat(rooms.join(ada, "blue")).isTrue();
        assertThat(rooms.in(List.of("blue", "blue"))).containsExactly(ada);
        assertThat(rooms.leave(ada, "blue")).isTrue();
        assertThat(rooms.leave(ada, "blue")).isFalse();
        assertThat(rooms.in(List.of("blue"))).isEmpty();
    }
}
