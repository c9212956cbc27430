package org.apache.camel.websocket.jsr356;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** A path that this server offers, or a ws: address that it connects to. */
@UriEndpoint(
        firstVersion = "2.23.0",
        scheme = "websocket-jsr356",
        title = "Jakarta WebSocket",
        syntax = "websocket-jsr356:target",
        category = Category.HTTP,
        headersClass = WebSocketHeaders.class)
public class JSR356Endpoint extends DefaultEndpoint {

    private final JSR356WebSocketComponent component;
    private final boolean client;

    @UriPath(description = "A path to serve, such as /ws or /rooms/{room}, or a ws: or wss: address to connect to.")
    @Metadata(required = true)
    private String target;

    @UriParam(defaultValue = "1", description = "Client: how many connections to hold and use in turn.")
    private int sessionCount = 1;

    @UriParam(
            label = "consumer,security",
            description = "Web origins that may connect, comma separated, * for any; without it, only the server's own"
                    + " scheme, host and port.")
    private String allowedOrigins;

    @UriParam(
            defaultValue = "65536",
            description = "Longest message accepted, in bytes (text as UTF-8, binary too); a longer one closes the"
                    + " connection with 1009.")
    private int maxMessageSize = 65_536;

    @UriParam(
            defaultValue = "25000",
            description = "Milliseconds without a word from the other side after which it is sent a ping; 0 for never.")
    private long pingInterval = 25_000;

    @UriParam(
            defaultValue = "60000",
            description = "Milliseconds without a word from the other side, not even an answer to a ping, after which"
                    + " the connection is closed with 1001; 0 for never.")
    private long idleTimeout = 60_000;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description = "Whether OPEN, CLOSE and ERROR become exchanges too, besides MESSAGE.")
    private boolean fireConnectionEvents;

    @UriParam(
            description = "Subprotocols to agree to (as a client: to ask for), comma separated; others are never"
                    + " echoed.")
    private String subprotocols;

    @UriParam(
            label = "consumer,security",
            description = "Query parameters that routes may see, comma separated; all others are dropped.")
    private String queryParameters;

    @UriParam(
            label = "consumer,security",
            description =
                    "Headers of the opening request that routes may see, comma separated; all others are" + " dropped.")
    private String requestHeaders;

    @UriParam(
            label = "producer",
            defaultValue = "SEND",
            description = "What to do with the connections: send them the body, or have them join or leave rooms.")
    private WebSocketOperation operation = WebSocketOperation.SEND;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether to send to every connection of the path that was let in.")
    private boolean sendToAll;

    @UriParam(
            label = "producer",
            description = "The room to send to, to join or to leave; several are comma separated.")
    private String room;

    @UriParam(
            defaultValue = "10000",
            description = "Milliseconds a single send may take before the connection is closed.")
    private long sendTimeout = 10_000;

    @UriParam(
            defaultValue = "256",
            description = "How many messages may wait for a slow reader before it is closed with 1013.")
    private int sendQueueSize = 256;

    @UriParam(
            defaultValue = "1048576",
            description = "How many characters and bytes may wait for a slow reader before it is closed with 1013.")
    private long sendQueueLength = 1_048_576;

    private volatile OriginRule originRule = new OriginRule(Set.of());

    JSR356Endpoint(String uri, JSR356WebSocketComponent component, String target, boolean client) {
        super(uri, component);
        this.component = component;
        this.target = target;
        this.client = client;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        JSR356Consumer consumer = new JSR356Consumer(this, processor, client ? null : component.declare(target));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new JSR356Producer(this);
    }

    @Override
    public JSR356WebSocketComponent getComponent() {
        return component;
    }

    /** A client's unknown parameters belong to the address it connects to; a server's are mistakes. */
    @Override
    public boolean isLenientProperties() {
        return client;
    }

    boolean isClient() {
        return client;
    }

    OriginRule originRule() {
        return originRule;
    }

    List<String> queryParameterNames() {
        return list(queryParameters);
    }

    List<String> requestHeaderNames() {
        return list(requestHeaders);
    }

    List<String> subprotocolNames() {
        return list(subprotocols);
    }

    static List<String> list(String csv) {
        return csv == null
                ? List.of()
                : Arrays.stream(csv.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }

    public String getTarget() {
        return target;
    }

    public void setTarget(String target) {
        this.target = target;
    }

    public int getSessionCount() {
        return sessionCount;
    }

    public void setSessionCount(int sessionCount) {
        this.sessionCount = sessionCount;
    }

    public String getAllowedOrigins() {
        return allowedOrigins;
    }

    public void setAllowedOrigins(String allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
        this.originRule = new OriginRule(Set.copyOf(list(allowedOrigins)));
    }

    public int getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public long getPingInterval() {
        return pingInterval;
    }

    public void setPingInterval(long pingInterval) {
        this.pingInterval = pingInterval;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public boolean isFireConnectionEvents() {
        return fireConnectionEvents;
    }

    public void setFireConnectionEvents(boolean fireConnectionEvents) {
        this.fireConnectionEvents = fireConnectionEvents;
    }

    public String getSubprotocols() {
        return subprotocols;
    }

    public void setSubprotocols(String subprotocols) {
        this.subprotocols = subprotocols;
    }

    public String getQueryParameters() {
        return queryParameters;
    }

    public void setQueryParameters(String queryParameters) {
        this.queryParameters = queryParameters;
    }

    public String getRequestHeaders() {
        return requestHeaders;
    }

    public void setRequestHeaders(String requestHeaders) {
        this.requestHeaders = requestHeaders;
    }

    public WebSocketOperation getOperation() {
        return operation;
    }

    public void setOperation(WebSocketOperation operation) {
        this.operation = operation;
    }

    public boolean isSendToAll() {
        return sendToAll;
    }

    public void setSendToAll(boolean sendToAll) {
        this.sendToAll = sendToAll;
    }

    public String getRoom() {
        return room;
    }

    public void setRoom(String room) {
        this.room = room;
    }

    public long getSendTimeout() {
        return sendTimeout;
    }

    public void setSendTimeout(long sendTimeout) {
        this.sendTimeout = sendTimeout;
    }

    public int getSendQueueSize() {
        return sendQueueSize;
    }

    public void setSendQueueSize(int sendQueueSize) {
        this.sendQueueSize = sendQueueSize;
    }

    public long getSendQueueLength() {
        return sendQueueLength;
    }

    public void setSendQueueLength(long sendQueueLength) {
        this.sendQueueLength = sendQueueLength;
    }
}
