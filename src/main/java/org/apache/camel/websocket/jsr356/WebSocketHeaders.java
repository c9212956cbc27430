package org.apache.camel.websocket.jsr356;

/**
 * Names of the message headers. The first two are Camel 3's; all others begin with {@code Camel}, so that every header
 * filter keeps them from coming in or going out over a wire.
 */
public final class WebSocketHeaders {

    /** The {@code jakarta.websocket.Session} a message came from. */
    public static final String SESSION = "jsr356.session";

    /** Boolean, for the producer: send to {@link #SESSION} instead of anybody else. */
    public static final String USE_INCOMING_SESSION = "jsr356.producer.session.incoming.use";

    /** From the consumer: the connection's key. For the producer: whom to send to, a String or a Collection of them. */
    public static final String CONNECTION_KEY = "CamelWebsocketJsr356ConnectionKey";

    /** Boolean, for the producer: send to every connection of the path whose OPEN exchange succeeded. */
    public static final String SEND_TO_ALL = "CamelWebsocketJsr356SendToAll";

    /** From the consumer: OPEN, MESSAGE, CLOSE or ERROR (a {@link WebSocketEvent}'s name). */
    public static final String EVENT = "CamelWebsocketJsr356Event";

    /** Integer, for the producer: close the connections with this code instead of sending the body. */
    public static final String CLOSE_CODE = "CamelWebsocketJsr356CloseCode";

    /** For the producer, with {@link #CLOSE_CODE}: the reason told to the client, at most 123 bytes of it. */
    public static final String CLOSE_REASON = "CamelWebsocketJsr356CloseReason";

    /** Integer, on CLOSE: the code the connection was closed with. Not the producer's header, so it cannot spread. */
    public static final String CLOSED_CODE = "CamelWebsocketJsr356ClosedCode";

    /** On CLOSE: the reason the connection was closed with. */
    public static final String CLOSED_REASON = "CamelWebsocketJsr356ClosedReason";

    /** On OPEN: the handshake's Authorization header. Remove it, and the next, once read. */
    public static final String AUTHORIZATION = "CamelWebsocketJsr356Authorization";

    /** On OPEN: the bearer token, from Authorization or from a requested subprotocol {@code bearer.<token>}. */
    public static final String BEARER_TOKEN = "CamelWebsocketJsr356BearerToken";

    /** On OPEN: the requested subprotocols, a {@code List<String>}, without one that carries the token. */
    public static final String SUBPROTOCOLS = "CamelWebsocketJsr356Subprotocols";

    /** The client's address as the servlet container sees it. */
    public static final String REMOTE_ADDRESS = "CamelWebsocketJsr356RemoteAddress";

    /** A {@code Map<String, String>} of the path's {@code {parameters}}. */
    public static final String PATH_PARAMETERS = "CamelWebsocketJsr356PathParameters";

    /** On OPEN: a {@code Map<String, String>} of those query parameters that the option queryParameters names. */
    public static final String QUERY_PARAMETERS = "CamelWebsocketJsr356QueryParameters";

    /** Set by the producer: to how many connections the message was handed, an Integer. */
    public static final String SENT_TO = "CamelWebsocketJsr356SentTo";

    private WebSocketHeaders() {}
}
