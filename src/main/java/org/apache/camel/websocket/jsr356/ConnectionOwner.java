package org.apache.camel.websocket.jsr356;

import java.util.Collection;
import java.util.concurrent.Executor;

/** To whom connections belong: a path of the server, or the client side of an endpoint. */
interface ConnectionOwner {

    void opened(WebSocketConnection connection);

    void closed(WebSocketConnection connection);

    /** All connections, let in or not. */
    Collection<WebSocketConnection> all();

    /** Who takes what arrives, or null when no route runs now. */
    JSR356Consumer consumer();

    /** Runs what closes sessions. */
    Executor closer();
}
