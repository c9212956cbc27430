package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;

/**
 * Camel 3's websocket-jsr356 component for Jakarta WebSocket: {@code websocket-jsr356:/path} serves a path of the servlet
 * container that runs this application, {@code websocket-jsr356:ws://host/path} is a client.
 */
@Component("websocket-jsr356")
public class JSR356WebSocketComponent extends DefaultComponent {

    private static final int CLOSING_THREADS = 4;

    private final Map<String, ServerPath> serverPaths = new ConcurrentHashMap<>();
    private WebSocketUpgradeFilter upgradeFilter;
    private ExecutorService closer;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String target = remaining.replace("%7B", "{").replace("%7D", "}");
        boolean client = target.matches("wss?:/.*");
        if (!client && target.contains("://")) {
            throw new IllegalArgumentException("websocket-jsr356 takes a path, ws:// or wss://, but not " + target);
        }
        if (!client && !target.startsWith("/")) {
            target = "/" + target;
        }
        JSR356Endpoint endpoint = new JSR356Endpoint(uri, this, target, client);
        setProperties(endpoint, parameters);
        if (client && !parameters.isEmpty()) {
            endpoint.setTarget(target + "?" + URISupport.createQueryString(new LinkedHashMap<>(parameters)));
            parameters.clear();
        }
        return endpoint;
    }

    /** The filter that upgrades requests; taken from the registry when it is not set. */
    public void setUpgradeFilter(WebSocketUpgradeFilter upgradeFilter) {
        this.upgradeFilter = upgradeFilter;
    }

    public WebSocketUpgradeFilter getUpgradeFilter() {
        return upgradeFilter;
    }

    /** Makes a path known, so that producers can name it; clients are let in once a consumer is attached. */
    ServerPath declare(String path) {
        return serverPaths.computeIfAbsent(path, this::open);
    }

    /** A path that some route consumes from. */
    ServerPath serverPath(String path) {
        ServerPath found = serverPaths.get(path);
        if (found == null) {
            throw new IllegalStateException("No route consumes from websocket-jsr356:" + path);
        }
        return found;
    }

    ExecutorService closer() {
        return closer;
    }

    private ServerPath open(String path) {
        if (upgradeFilter == null) {
            upgradeFilter = getCamelContext().getRegistry().findSingleByType(WebSocketUpgradeFilter.class);
        }
        if (upgradeFilter == null) {
            throw new IllegalStateException("websocket-jsr356:" + path + " needs a WebSocketUpgradeFilter: as a bean"
                    + " of a Spring Boot web application, or set on the component and mapped to /* in the server");
        }
        ServerPath opened = new ServerPath(path, closer);
        upgradeFilter.add(opened);
        return opened;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        closer = getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "WebSocketClose", CLOSING_THREADS);
    }

    @Override
    protected void doStop() throws Exception {
        CloseReason goingAway = new CloseReason(CloseCodes.GOING_AWAY, "the server is stopping");
        for (ServerPath path : serverPaths.values()) {
            upgradeFilter.remove(path);
            path.all().forEach(connection -> connection.sender().close(goingAway));
        }
        serverPaths.clear();
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        getCamelContext().getExecutorServiceManager().shutdownGraceful(closer, 2_000);
        super.doShutdown();
    }
}
