package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelAuthorizationException;

/** One connection: its key, its session, its queue. There is one instance for each, so sessions cannot be mixed up. */
final class WebSocketConnection extends Endpoint {

    private static final String PROPERTY = WebSocketConnection.class.getName();
    private static final int MAX_REASON_BYTES = 123;

    private final String key = UUID.randomUUID().toString();
    private final ConnectionOwner owner;
    private final JSR356Endpoint options;
    private final Set<String> rooms = new HashSet<>(2);
    private volatile Handshake handshake;
    private volatile Session session;
    private volatile SessionSender sender;
    private volatile boolean accepted;
    private volatile boolean gone;
    private volatile long heardAt = JSR356WebSocketComponent.millis();
    private volatile long pingedAt = heardAt;

    /**
     * @param handshake what the client's request said, or null when this side is the client
     */
    WebSocketConnection(ConnectionOwner owner, JSR356Endpoint options, Handshake handshake) {
        this.owner = owner;
        this.options = options;
        this.handshake = handshake;
    }

    /** The connection behind a session of this component, or null. */
    static WebSocketConnection of(Session session) {
        return session.getUserProperties().get(PROPERTY) instanceof WebSocketConnection connection ? connection : null;
    }

    static CloseReason reason(int code, String text) {
        return new CloseReason(CloseCodes.getCloseCode(code), shortened(text));
    }

    String key() {
        return key;
    }

    Session session() {
        return session;
    }

    Handshake handshake() {
        return handshake;
    }

    SessionSender sender() {
        return sender;
    }

    /** Whether broadcasts may reach it: not before the route has let it in. */
    boolean isAccepted() {
        return accepted && !sender.isClosed();
    }

    boolean isGone() {
        return gone;
    }

    /** The rooms it is in; for {@link Rooms}, which see to it that one thread at a time looks. */
    Set<String> rooms() {
        return rooms;
    }

    /** The OPEN exchange is done: forgets what let the client in, and keeps who it is. */
    void settle(Principal principal) {
        if (handshake != null) {
            handshake = handshake.afterOpen(principal);
        }
    }

    /** Pings the other side if it has been silent, and closes the connection if it stays so. */
    void look(long now) {
        long silent = now - heardAt;
        if (options.getIdleTimeout() > 0 && silent >= options.getIdleTimeout()) {
            sender.close(reason(CloseCodes.GOING_AWAY.getCode(), "nothing heard for " + silent + " ms"));
        } else if (options.getPingInterval() > 0
                && silent >= options.getPingInterval()
                && now - pingedAt >= options.getPingInterval()) {
            pingedAt = now;
            sender.ping();
        }
    }

    private void heard() {
        heardAt = JSR356WebSocketComponent.millis();
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        opened.getUserProperties().put(PROPERTY, this);
        // counts what is sent as well, so that a dead reader of many messages would never be found
        opened.setMaxIdleTimeout(0);
        sender = new SessionSender(
                opened,
                options.getSendQueueSize(),
                options.getSendQueueLength(),
                options.getSendTimeout(),
                owner.closer());
        MessageAssembler assembler =
                new MessageAssembler(options.getMaxMessageSize(), this::heard, this::deliver, sender::close);
        opened.addMessageHandler(assembler.textHandler());
        opened.addMessageHandler(assembler.binaryHandler());
        opened.addMessageHandler(assembler.pongHandler());
        owner.opened(this);
        if (!options.isFireConnectionEvents()) {
            settle(handshake == null ? null : handshake.principal());
            accepted = true;
            return;
        }
        JSR356Consumer consumer = owner.consumer();
        if (consumer == null) {
            closeWithoutRoute();
            return;
        }
        Throwable refusal = consumer.onOpen(this);
        if (refusal == null) {
            accepted = true;
        } else if (refusal instanceof CamelAuthorizationException) {
            sender.close(reason(CloseCodes.VIOLATED_POLICY.getCode(), refusal.getMessage()));
        } else {
            sender.close(reason(CloseCodes.UNEXPECTED_CONDITION.getCode(), "the connection could not be set up"));
        }
    }

    @Override
    public void onClose(Session closing, CloseReason reason) {
        gone = true;
        owner.closed(this);
        if (sender != null) {
            sender.drop();
        }
        JSR356Consumer consumer = owner.consumer();
        if (consumer != null && options.isFireConnectionEvents()) {
            consumer.onClose(this, reason);
        }
    }

    @Override
    public void onError(Session failing, Throwable cause) {
        JSR356Consumer consumer = owner.consumer();
        if (consumer != null && options.isFireConnectionEvents()) {
            consumer.onError(this, cause);
        }
    }

    private void deliver(Object message) {
        if (sender.isClosed()) {
            return;
        }
        JSR356Consumer consumer = owner.consumer();
        if (consumer == null) {
            closeWithoutRoute();
        } else {
            consumer.onMessage(this, message);
        }
    }

    private void closeWithoutRoute() {
        sender.close(reason(CloseCodes.TRY_AGAIN_LATER.getCode(), "the service is not running"));
    }

    /** The protocol allows 123 bytes; cut by characters, so that none is halved. */
    private static String shortened(String text) {
        if (text == null) {
            return "";
        }
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
