package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel 3's websocket-jsr356 component for Jakarta WebSocket: {@code websocket-jsr356:/path} serves a path of the servlet
 * container that runs this application, {@code websocket-jsr356:ws://host/path} is a client.
 */
@Component("websocket-jsr356")
public class JSR356WebSocketComponent extends DefaultComponent {

    private static final Logger LOG = LoggerFactory.getLogger(JSR356WebSocketComponent.class);

    private static final int CLOSING_THREADS = 4;

    /** How often it is looked who is silent, and which path has been left. */
    private static final long LOOK_MILLIS = 250;

    private final Map<String, ServerPath> serverPaths = new ConcurrentHashMap<>();
    private final List<ConnectionOwner> clients = new CopyOnWriteArrayList<>();

    @Metadata(
            label = "advanced",
            description = "The filter that upgrades requests; taken from the registry when it is not set.")
    private WebSocketUpgradeFilter upgradeFilter;

    @Metadata(
            label = "advanced",
            defaultValue = "5000",
            description = "Milliseconds that a path and its connections outlive a route that was removed, so that"
                    + " another can take its place unnoticed. Then the connections are closed with 1001, and the path"
                    + " is not there any more.")
    private long replacementGrace = 5_000;

    private ExecutorService closer;
    private ScheduledExecutorService looker;

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

    public void setUpgradeFilter(WebSocketUpgradeFilter upgradeFilter) {
        this.upgradeFilter = upgradeFilter;
    }

    public WebSocketUpgradeFilter getUpgradeFilter() {
        return upgradeFilter;
    }

    public void setReplacementGrace(long replacementGrace) {
        this.replacementGrace = replacementGrace;
    }

    public long getReplacementGrace() {
        return replacementGrace;
    }

    /** Makes a path known, so that producers can name it; clients are let in once a consumer is attached. */
    ServerPath declare(String path) {
        return serverPaths.compute(path, (name, known) -> {
            ServerPath declared = known == null ? open(name) : known;
            declared.use();
            return declared;
        });
    }

    /** A client's connections are looked after as a server's are. */
    void watch(ConnectionOwner owner) {
        clients.add(owner);
    }

    void unwatch(ConnectionOwner owner) {
        clients.remove(owner);
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

    /** Pings who is silent, closes who stays so, and drops the paths that no route has come back to. */
    private void look() {
        try {
            long now = millis();
            for (String path : serverPaths.keySet()) {
                serverPaths.computeIfPresent(path, (name, known) -> {
                    boolean left = known.isLeftSince(now - replacementGrace);
                    if (left) {
                        drop(known, "this address is no longer served");
                    }
                    return left ? null : known;
                });
            }
            serverPaths.values().forEach(path -> path.all().forEach(connection -> connection.look(now)));
            clients.forEach(client -> client.all().forEach(connection -> connection.look(now)));
        } catch (RuntimeException e) {
            // or nobody would ever be looked after again
            LOG.warn("Cannot look after the connections; trying again", e);
        }
    }

    private void drop(ServerPath path, String why) {
        upgradeFilter.remove(path);
        CloseReason goingAway = new CloseReason(CloseCodes.GOING_AWAY, why);
        path.all().forEach(connection -> connection.sender().close(goingAway));
    }

    /** A clock that only goes forward. */
    static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        looker = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "WebSocketLook");
        looker.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getExecutorServiceManager().shutdownNow(looker);
        serverPaths.values().forEach(path -> drop(path, "the server is stopping"));
        serverPaths.clear();
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        getCamelContext().getExecutorServiceManager().shutdownGraceful(closer, 2_000);
        super.doShutdown();
    }
}
