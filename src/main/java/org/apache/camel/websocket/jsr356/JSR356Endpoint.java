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
        category = Category.HTTP)
public class JSR356Endpoint extends DefaultEndpoint {

    private final JSR356WebSocketComponent component;
    private final boolean client;

    @UriPath
    @Metadata(required = true, description = "A path to serve, or a ws: or wss: address to connect to.")
    private String target;

    @UriParam(defaultValue = "1")
    private int sessionCount = 1;

    @UriParam(label = "consumer")
    private String allowedOrigins;

    @UriParam(defaultValue = "65536")
    private int maxTextMessageSize = 65_536;

    @UriParam(defaultValue = "300000")
    private long idleTimeout = 300_000;

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean fireConnectionEvents;

    @UriParam
    private String subprotocols;

    @UriParam(label = "consumer")
    private String queryParameters;

    @UriParam(defaultValue = "10000")
    private long sendTimeout = 10_000;

    @UriParam(defaultValue = "256")
    private int sendQueueSize = 256;

    @UriParam(defaultValue = "1048576")
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

    Set<String> queryParameterNames() {
        return Set.copyOf(list(queryParameters));
    }

    List<String> subprotocolNames() {
        return list(subprotocols);
    }

    private static List<String> list(String csv) {
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

    void setTarget(String target) {
        this.target = target;
    }

    public int getSessionCount() {
        return sessionCount;
    }

    /** Client: how many connections to hold and use in turn. */
    public void setSessionCount(int sessionCount) {
        this.sessionCount = sessionCount;
    }

    public String getAllowedOrigins() {
        return allowedOrigins;
    }

    /** Web origins that may connect, comma separated, * for any; without it, only the server's own host and port. */
    public void setAllowedOrigins(String allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
        this.originRule = new OriginRule(Set.copyOf(list(allowedOrigins)));
    }

    public int getMaxTextMessageSize() {
        return maxTextMessageSize;
    }

    /** Longest message accepted, in bytes (text as UTF-8, binary too); a longer one closes with 1009. */
    public void setMaxTextMessageSize(int maxTextMessageSize) {
        this.maxTextMessageSize = maxTextMessageSize;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    /** Milliseconds without a frame in either direction after which the connection is closed; 0 for never. */
    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public boolean isFireConnectionEvents() {
        return fireConnectionEvents;
    }

    /** Whether OPEN, CLOSE and ERROR become exchanges too, besides MESSAGE. */
    public void setFireConnectionEvents(boolean fireConnectionEvents) {
        this.fireConnectionEvents = fireConnectionEvents;
    }

    public String getSubprotocols() {
        return subprotocols;
    }

    /** Subprotocols to agree to (as a client: to ask for), comma separated; others are never echoed. */
    public void setSubprotocols(String subprotocols) {
        this.subprotocols = subprotocols;
    }

    public String getQueryParameters() {
        return queryParameters;
    }

    /** Query parameters that routes may see, comma separated; all others are dropped. */
    public void setQueryParameters(String queryParameters) {
        this.queryParameters = queryParameters;
    }

    public long getSendTimeout() {
        return sendTimeout;
    }

    /** Milliseconds a send may take before the connection is closed. */
    public void setSendTimeout(long sendTimeout) {
        this.sendTimeout = sendTimeout;
    }

    public int getSendQueueSize() {
        return sendQueueSize;
    }

    /** How many messages may wait for a slow reader before it is closed with 1013. */
    public void setSendQueueSize(int sendQueueSize) {
        this.sendQueueSize = sendQueueSize;
    }

    public long getSendQueueLength() {
        return sendQueueLength;
    }

    /** How many characters and bytes may wait for a slow reader before it is closed with 1013. */
    public void setSendQueueLength(long sendQueueLength) {
        this.sendQueueLength = sendQueueLength;
    }
}
