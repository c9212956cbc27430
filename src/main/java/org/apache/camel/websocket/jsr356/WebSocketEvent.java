package org.apache.camel.websocket.jsr356;

/** What an exchange of the consumer tells. */
public enum WebSocketEvent {
    /** A client has connected; until this exchange has succeeded, broadcasts do not reach it. */
    OPEN,
    /** A message has come, as String or (binary) InputStream. */
    MESSAGE,
    /** The connection is gone. */
    CLOSE,
    /** The connection has failed; CLOSE follows. The exception is in the property CamelExceptionCaught. */
    ERROR
}
