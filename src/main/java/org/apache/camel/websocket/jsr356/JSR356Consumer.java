package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import java.security.Principal;
import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Turns what happens on connections into exchanges. They run on the container's thread of that connection: its messages
 * stay in order, and a client faster than the route is held back by TCP.
 */
final class JSR356Consumer extends DefaultConsumer {

    private final ServerPath path;
    private ClientConnections client;

    JSR356Consumer(JSR356Endpoint endpoint, Processor processor, ServerPath path) {
        super(endpoint, processor);
        this.path = path;
    }

    @Override
    public JSR356Endpoint getEndpoint() {
        return (JSR356Endpoint) super.getEndpoint();
    }

    /** Runs the OPEN exchange and gives why the connection is not let in, or null when it is. */
    Throwable onOpen(WebSocketConnection connection) {
        Exchange exchange = exchange(connection, WebSocketEvent.OPEN);
        try {
            Handshake handshake = connection.handshake();
            if (handshake != null) {
                Message message = exchange.getIn();
                message.setHeader(WebSocketHeaders.SUBPROTOCOLS, handshake.subprotocols());
                if (handshake.authorization() != null) {
                    message.setHeader(WebSocketHeaders.AUTHORIZATION, handshake.authorization());
                }
                if (handshake.bearerToken() != null) {
                    message.setHeader(WebSocketHeaders.BEARER_TOKEN, handshake.bearerToken());
                }
            }
            process(exchange);
            connection.settle(exchange.getMessage().getHeader(WebSocketHeaders.PRINCIPAL, Principal.class));
            // a route that handled the refusal, perhaps for HTTP clients, has still not let anybody in
            return exchange.getException() == null
                            && exchange.getProperty(Exchange.EXCEPTION_CAUGHT)
                                    instanceof CamelAuthorizationException refusal
                    ? refusal
                    : exchange.getException();
        } finally {
            releaseExchange(exchange, false);
        }
    }

    void onMessage(WebSocketConnection connection, Object message) {
        Exchange exchange = exchange(connection, WebSocketEvent.MESSAGE);
        try {
            exchange.getIn().setBody(message);
            process(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    void onClose(WebSocketConnection connection, CloseReason reason) {
        Exchange exchange = exchange(connection, WebSocketEvent.CLOSE);
        try {
            exchange.getIn()
                    .setHeader(
                            WebSocketHeaders.CLOSED_CODE, reason.getCloseCode().getCode());
            exchange.getIn().setHeader(WebSocketHeaders.CLOSED_REASON, reason.getReasonPhrase());
            process(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    void onError(WebSocketConnection connection, Throwable cause) {
        Exchange exchange = exchange(connection, WebSocketEvent.ERROR);
        try {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
            process(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private Exchange exchange(WebSocketConnection connection, WebSocketEvent event) {
        Exchange exchange = createExchange(false);
        Message message = exchange.getIn();
        message.setHeader(WebSocketHeaders.EVENT, event.name());
        message.setHeader(WebSocketHeaders.CONNECTION_KEY, connection.key());
        message.setHeader(WebSocketHeaders.SESSION, connection.session());
        message.setHeader(WebSocketHeaders.SESSION_ID, connection.session().getId());
        Handshake handshake = connection.handshake();
        if (handshake != null) {
            message.setHeader(WebSocketHeaders.REMOTE_ADDRESS, handshake.remoteAddress());
            message.setHeader(WebSocketHeaders.PATH, handshake.path());
            message.setHeader(WebSocketHeaders.PATH_PARAMETERS, handshake.pathParameters());
            message.setHeader(WebSocketHeaders.QUERY_PARAMETERS, handshake.queryParameters());
            message.setHeader(WebSocketHeaders.REQUEST_HEADERS, handshake.headers());
            if (handshake.principal() != null) {
                message.setHeader(WebSocketHeaders.PRINCIPAL, handshake.principal());
            }
        }
        return exchange;
    }

    private void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null && !(exchange.getException() instanceof CamelAuthorizationException)) {
            getExceptionHandler()
                    .handleException("Error processing a WebSocket event", exchange, exchange.getException());
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (path == null) {
            client = new ClientConnections(getEndpoint(), this);
            client.connectAll();
        } else {
            path.attach(this);
        }
    }

    /** The route is removed, not only stopped. */
    @Override
    protected void doShutdown() throws Exception {
        if (path != null) {
            path.leave(JSR356WebSocketComponent.millis());
        }
        super.doShutdown();
    }

    @Override
    protected void doStop() throws Exception {
        if (path != null) {
            path.detach(this);
        }
        if (client != null) {
            client.closeAll();
        }
        super.doStop();
    }
}
