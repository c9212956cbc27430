package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.camel.CamelAuthorizationException;

/** One connection: its key, its session, its queue. There is one instance for each, so sessions cannot be mixed up. */
final class WebSocketConnection extends Endpoint {

    private static final String PROPERTY = WebSocketConnection.class.getName();
    private static final int MAX_REASON_BYTES = 123;

    private final String key = UUID.randomUUID().toString();
    private final ConnectionOwner owner;
    private final JSR356Endpoint options;
    private final Handshake handshake;
    private volatile Session session;
    private volatile SessionSender sender;
    private volatile boolean accepted;

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

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        opened.getUserProperties().put(PROPERTY, this);
        opened.setMaxIdleTimeout(options.getIdleTimeout());
        sender = new SessionSender(
                opened,
                options.getSendQueueSize(),
                options.getSendQueueLength(),
                options.getSendTimeout(),
                owner.closer());
        MessageAssembler assembler =
                new MessageAssembler(options.getMaxTextMessageSize(), this::deliver, sender::close);
        opened.addMessageHandler(assembler.textHandler());
        opened.addMessageHandler(assembler.binaryHandler());
        owner.opened(this);
        if (!options.isFireConnectionEvents()) {
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
