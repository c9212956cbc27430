package org.apache.camel.websocket.jsr356;

import org.apache.camel.spi.Metadata;

/**
 * Names of the message headers. The first two are Camel 3's; all others begin with {@code Camel}, so that every header
 * filter keeps them from coming in or going out over a wire.
 */
public final class WebSocketHeaders {

    @Metadata(
            label = "consumer",
            javaType = "jakarta.websocket.Session",
            description = "The session a message came from.")
    public static final String SESSION = "jsr356.session";

    @Metadata(
            label = "producer",
            javaType = "Boolean",
            description = "Send to the session in the header jsr356.session instead of anybody else.")
    public static final String USE_INCOMING_SESSION = "jsr356.producer.session.incoming.use";

    @Metadata(
            javaType = "String or java.util.Collection<String>",
            description = "From the consumer: the connection's key. For the producer: whom to send to, one or more.")
    public static final String CONNECTION_KEY = "CamelWebsocketJsr356ConnectionKey";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description =
                    "The session's id as the container logs it. To send, use the connection's key, which nobody can guess.")
    public static final String SESSION_ID = "CamelWebsocketJsr356SessionId";

    @Metadata(
            label = "producer",
            javaType = "Boolean",
            description = "Send to every connection of the path that was let in.")
    public static final String SEND_TO_ALL = "CamelWebsocketJsr356SendToAll";

    @Metadata(
            label = "producer",
            javaType = "String or java.util.Collection<String>",
            description = "The rooms to send to, to join or to leave: a name or a collection of them.")
    public static final String ROOM = "CamelWebsocketJsr356Room";

    @Metadata(
            label = "producer",
            javaType = "org.apache.camel.websocket.jsr356.WebSocketOperation",
            description = "What to do with the connections: SEND, JOIN or LEAVE.")
    public static final String OPERATION = "CamelWebsocketJsr356Operation";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description = "What has happened: OPEN, MESSAGE, CLOSE or ERROR.")
    public static final String EVENT = "CamelWebsocketJsr356Event";

    @Metadata(
            label = "producer",
            javaType = "Integer",
            description = "Close the connections with this code instead of sending the body.")
    public static final String CLOSE_CODE = "CamelWebsocketJsr356CloseCode";

    @Metadata(
            label = "producer",
            javaType = "String",
            description = "With a close code: the reason told to the client, at most 123 bytes of it.")
    public static final String CLOSE_REASON = "CamelWebsocketJsr356CloseReason";

    @Metadata(
            label = "consumer",
            javaType = "Integer",
            description =
                    "On CLOSE: the code the connection was closed with. Not the producer's header, so it cannot spread.")
    public static final String CLOSED_CODE = "CamelWebsocketJsr356ClosedCode";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description = "On CLOSE: the reason the connection was closed with.")
    public static final String CLOSED_REASON = "CamelWebsocketJsr356ClosedReason";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description =
                    "On OPEN: the opening request's Authorization header. Remove it, and the bearer token, once read.")
    public static final String AUTHORIZATION = "CamelWebsocketJsr356Authorization";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description = "On OPEN: the bearer token, from Authorization or from a requested subprotocol bearer.TOKEN.")
    public static final String BEARER_TOKEN = "CamelWebsocketJsr356BearerToken";

    @Metadata(
            label = "consumer",
            javaType = "java.security.Principal",
            description =
                    "Who the servlet container says it is. Set on OPEN by the route, it is kept and told with all that follows.")
    public static final String PRINCIPAL = "CamelWebsocketJsr356Principal";

    @Metadata(
            label = "consumer",
            javaType = "java.util.List<String>",
            description = "On OPEN: the requested subprotocols, without one that carries the token.")
    public static final String SUBPROTOCOLS = "CamelWebsocketJsr356Subprotocols";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description = "The client's address as the servlet container sees it.")
    public static final String REMOTE_ADDRESS = "CamelWebsocketJsr356RemoteAddress";

    @Metadata(label = "consumer", javaType = "String", description = "The path that the client asked for.")
    public static final String PATH = "CamelWebsocketJsr356Path";

    @Metadata(
            label = "consumer",
            javaType = "java.util.Map<String, String>",
            description = "The values of the path's parameters.")
    public static final String PATH_PARAMETERS = "CamelWebsocketJsr356PathParameters";

    @Metadata(
            label = "consumer",
            javaType = "java.util.Map<String, String>",
            description = "Those query parameters that the option queryParameters names.")
    public static final String QUERY_PARAMETERS = "CamelWebsocketJsr356QueryParameters";

    @Metadata(
            label = "consumer",
            javaType = "java.util.Map<String, String>",
            description = "Those headers of the opening request that the option requestHeaders names.")
    public static final String REQUEST_HEADERS = "CamelWebsocketJsr356RequestHeaders";

    @Metadata(
            label = "producer",
            javaType = "Integer",
            description =
                    "Set by the producer: how many connections it was handed to, or how many rooms were joined or left.")
    public static final String SENT_TO = "CamelWebsocketJsr356SentTo";

    private WebSocketHeaders() {}
}
