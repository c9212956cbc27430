package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
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
        Collection<WebSocketConnection> receivers = receivers(message);
        Integer closeCode = message.getHeader(WebSocketHeaders.CLOSE_CODE, Integer.class);
        int reached = 0;
        if (closeCode == null) {
            Object payload = payload(message);
            for (WebSocketConnection receiver : receivers) {
                if (receiver.sender().send(payload)) {
                    reached++;
                }
            }
        } else {
            String text = message.getHeader(WebSocketHeaders.CLOSE_REASON, String.class);
            CloseReason reason = WebSocketConnection.reason(closeCode, text);
            receivers.forEach(receiver -> receiver.sender().close(reason));
            reached = receivers.size();
        }
        message.setHeader(WebSocketHeaders.SENT_TO, reached);
    }

    private Collection<WebSocketConnection> receivers(Message message) throws Exception {
        if (Boolean.TRUE.equals(message.getHeader(WebSocketHeaders.USE_INCOMING_SESSION, Boolean.class))) {
            Object session = message.getHeader(WebSocketHeaders.SESSION);
            WebSocketConnection incoming = session instanceof Session known ? WebSocketConnection.of(known) : null;
            if (incoming == null) {
                throw new IllegalArgumentException(WebSocketHeaders.USE_INCOMING_SESSION + " is set, but the header "
                        + WebSocketHeaders.SESSION + " holds no session of this component");
            }
            return List.of(incoming);
        }
        if (client != null) {
            return List.of(client.next());
        }
        ServerPath path = getEndpoint().getComponent().serverPath(getEndpoint().getTarget());
        if (Boolean.TRUE.equals(message.getHeader(WebSocketHeaders.SEND_TO_ALL, Boolean.class))) {
            return path.accepted();
        }
        Object keys = message.getHeader(WebSocketHeaders.CONNECTION_KEY);
        if (keys == null) {
            throw new IllegalArgumentException("Whom to send to? Set the header " + WebSocketHeaders.CONNECTION_KEY
                    + " (a key or a collection of keys) or " + WebSocketHeaders.SEND_TO_ALL);
        }
        return path.byKey(keys instanceof Collection<?> several ? several : List.of(keys));
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
