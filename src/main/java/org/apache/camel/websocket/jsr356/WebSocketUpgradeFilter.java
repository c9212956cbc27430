package org.apache.camel.websocket.jsr356;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Upgrades requests to the paths that routes have opened. An endpoint deployed to a ServerContainer cannot be taken back,
 * and its configurator does not see the Host header; with the container's upgrade method of Jakarta WebSocket 2.1 routes
 * come and go, and a foreign page is refused before anything is upgraded.
 */
public final class WebSocketUpgradeFilter implements Filter {

    private static final CloseReason GOING_AWAY =
            new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "the server is stopping; please connect again");

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<ServerPath> paths = new CopyOnWriteArrayList<>();
    private volatile boolean goingAway;

    void add(ServerPath path) {
        paths.add(path);
    }

    void remove(ServerPath path) {
        paths.remove(path);
    }

    /**
     * Lets nobody in any more and closes all connections with 1001.
     *
     * @param patience how long to wait until all are closed
     */
    public void goAway(Duration patience) {
        goingAway = true;
        long deadline = System.nanoTime() + patience.toNanos();
        paths.forEach(
                path -> path.all().forEach(connection -> connection.sender().close(GOING_AWAY)));
        while (paths.stream().anyMatch(path -> !path.all().isEmpty())
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && "websocket".equalsIgnoreCase(http.getHeader("Upgrade"))) {
            String wanted = http.getServletPath() + (http.getPathInfo() == null ? "" : http.getPathInfo());
            ServerPath path = paths.stream()
                    .filter(candidate -> candidate.template().match(wanted) != null)
                    .min(Comparator.comparingInt(
                            candidate -> candidate.template().parameters()))
                    .orElse(null);
            if (path != null && goingAway) {
                answer.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                return;
            }
            if (path != null) {
                upgrade(path, wanted, http, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static void upgrade(
            ServerPath path, String wanted, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        JSR356Consumer consumer = path.consumer();
        if (consumer == null) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        JSR356Endpoint options = consumer.getEndpoint();
        if (!options.originRule().allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (!(request.getServletContext().getAttribute(ServerContainer.class.getName())
                instanceof ServerContainer container)) {
            throw new ServletException("This servlet container has no Jakarta WebSocket container");
        }
        Map<String, String> parameters = path.template().match(wanted);
        Handshake handshake = Handshake.of(request, wanted, parameters, options);
        WebSocketConnection connection = new WebSocketConnection(path, options, handshake);
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(
                        WebSocketConnection.class, path.template().toString())
                .subprotocols(options.subprotocolNames())
                .configurator(new Fixed(connection))
                .build();
        try {
            container.upgradeHttpToWebSocket(new UpgradeRequest(request), response, config, parameters);
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    /** Hands the container the endpoint instance of this very connection. */
    private static final class Fixed extends ServerEndpointConfig.Configurator {

        private final WebSocketConnection connection;

        Fixed(WebSocketConnection connection) {
            this.connection = connection;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(connection);
        }

        /** None: compressing would cost every connection its own 200 KB and more, whether or not anything is sent. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        @Override
        public boolean checkOrigin(String origin) {
            return true; // checked before, together with the Host header
        }
    }
}
