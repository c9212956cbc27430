package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Sends the body to connections, or closes them. It never waits for a reader: see {@link SessionSender}. */
final class JSR356Producer extends DefaultProducer {

    private ClientConnections client;

    JSR356Producer(JSR356Endpoint endpoint) {
        super(endpoint);
    }

    @Override
    public JSR356Endpoint getEndpoint() {
        return (JSR356Endpoint) super.getEndpoint();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        WebSocketOperation operation =
                message.getHeader(WebSocketHeaders.OPERATION, getEndpoint().getOperation(), WebSocketOperation.class);
        int reached =
                switch (operation) {
                    case SEND -> send(message);
                    case JOIN -> inRooms(message, path().rooms()::join);
                    case LEAVE -> inRooms(message, path().rooms()::leave);
                };
        message.setHeader(WebSocketHeaders.SENT_TO, reached);
    }

    private int send(Message message) throws Exception {
        Collection<WebSocketConnection> receivers = receivers(message);
        Integer closeCode = message.getHeader(WebSocketHeaders.CLOSE_CODE, Integer.class);
        if (closeCode != null) {
            CloseReason reason = WebSocketConnection.reason(
                    closeCode, message.getHeader(WebSocketHeaders.CLOSE_REASON, String.class));
            receivers.forEach(receiver -> receiver.sender().close(reason));
            return receivers.size();
        }
        Object payload = payload(message);
        int reached = 0;
        for (WebSocketConnection receiver : receivers) {
            if (receiver.sender().send(payload)) {
                reached++;
            }
        }
        return reached;
    }

    private int inRooms(Message message, BiPredicate<WebSocketConnection, String> change) {
        List<String> rooms = rooms(message);
        if (rooms == null || rooms.isEmpty() || rooms.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "Which room? Set the option room or the header " + WebSocketHeaders.ROOM);
        }
        int reached = 0;
        for (WebSocketConnection connection : named(message)) {
            for (String room : rooms) {
                if (change.test(connection, room)) {
                    reached++;
                }
            }
        }
        return reached;
    }

    /** The widest that the message or the endpoint names: all, then rooms, then single connections. */
    private Collection<WebSocketConnection> receivers(Message message) throws Exception {
        if (client != null && !usesIncomingSession(message)) {
            return List.of(client.next());
        }
        if (usesIncomingSession(message)) {
            return List.of(incoming(message));
        }
        if (message.getHeader(WebSocketHeaders.SEND_TO_ALL, getEndpoint().isSendToAll(), Boolean.class)) {
            return path().accepted();
        }
        List<String> rooms = rooms(message);
        if (rooms != null) {
            return path().rooms().in(rooms).stream()
                    .filter(WebSocketConnection::isAccepted)
                    .toList();
        }
        return named(message);
    }

    private Collection<WebSocketConnection> named(Message message) {
        if (usesIncomingSession(message)) {
            return List.of(incoming(message));
        }
        Object keys = message.getHeader(WebSocketHeaders.CONNECTION_KEY);
        if (keys == null) {
            throw new IllegalArgumentException("Whom to send to? Set the header " + WebSocketHeaders.CONNECTION_KEY
                    + " (a key or a collection of keys), " + WebSocketHeaders.ROOM + " or "
                    + WebSocketHeaders.SEND_TO_ALL);
        }
        return path().byKey(keys instanceof Collection<?> several ? several : List.of(keys));
    }

    private static boolean usesIncomingSession(Message message) {
        return message.getHeader(WebSocketHeaders.USE_INCOMING_SESSION, false, Boolean.class);
    }

    private static WebSocketConnection incoming(Message message) {
        Object session = message.getHeader(WebSocketHeaders.SESSION);
        WebSocketConnection incoming = session instanceof Session known ? WebSocketConnection.of(known) : null;
        if (incoming == null) {
            throw new IllegalArgumentException(WebSocketHeaders.USE_INCOMING_SESSION + " is set, but the header "
                    + WebSocketHeaders.SESSION + " holds no session of this component");
        }
        return incoming;
    }

    /** The rooms that are named, or null when none are; a collection that is empty names nobody, not somebody else. */
    private List<String> rooms(Message message) {
        Object named = message.getHeader(WebSocketHeaders.ROOM);
        if (named == null) {
            return getEndpoint().getRoom() == null
                    ? null
                    : JSR356Endpoint.list(getEndpoint().getRoom());
        }
        // a header holds whole names, for a name out of data may have a comma in it
        return (named instanceof Collection<?> several ? several : List.of(named))
                .stream().map(String::valueOf).distinct().toList();
    }

    private ServerPath path() {
        if (client != null) {
            throw new IllegalArgumentException("A client's connection has no rooms: " + getEndpoint());
        }
        return getEndpoint().getComponent().serverPath(getEndpoint().getTarget());
    }

    private static Object payload(Message message) throws InvalidPayloadException {
        Object body = message.getBody();
        boolean binary = body instanceof byte[] || body instanceof ByteBuffer || body instanceof InputStream;
        return binary ? message.getMandatoryBody(byte[].class) : message.getMandatoryBody(String.class);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (getEndpoint().isClient()) {
            client = new ClientConnections(getEndpoint(), null);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            client.closeAll();
            client = null;
        }
        super.doStop();
    }
}
