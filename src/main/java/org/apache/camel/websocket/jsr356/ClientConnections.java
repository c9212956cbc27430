package org.apache.camel.websocket.jsr356;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The connections of an endpoint that is a client: as many as sessionCount says, used in turn, replaced when closed. */
final class ClientConnections implements ConnectionOwner {

    private final JSR356Endpoint endpoint;
    private final JSR356Consumer consumer;
    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    private final WebSocketConnection[] connections;
    private final Set<WebSocketConnection> open = ConcurrentHashMap.newKeySet();
    private int next;

    /**
     * @param consumer takes what the server sends, or null to ignore it
     */
    ClientConnections(JSR356Endpoint endpoint, JSR356Consumer consumer) {
        this.endpoint = endpoint;
        this.consumer = consumer;
        this.connections = new WebSocketConnection[endpoint.getSessionCount()];
        endpoint.getComponent().watch(this);
    }

    /** An open connection, connecting anew when the one whose turn it is has been closed. */
    synchronized WebSocketConnection next() throws DeploymentException, IOException {
        int turn = next;
        next = (next + 1) % connections.length;
        if (connections[turn] == null || connections[turn].sender().isClosed()) {
            connections[turn] = connect();
        }
        return connections[turn];
    }

    synchronized void connectAll() throws DeploymentException, IOException {
        for (int i = 0; i < connections.length; i++) {
            connections[i] = connect();
        }
    }

    synchronized void closeAll() {
        endpoint.getComponent().unwatch(this);
        for (int i = 0; i < connections.length; i++) {
            if (connections[i] != null) {
                connections[i].sender().close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
                connections[i] = null;
            }
        }
    }

    private WebSocketConnection connect() throws DeploymentException, IOException {
        WebSocketConnection connection = new WebSocketConnection(this, endpoint, null);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(endpoint.subprotocolNames())
                .build();
        container.connectToServer(connection, config, URI.create(endpoint.getTarget()));
        return connection;
    }

    @Override
    public void opened(WebSocketConnection connection) {
        open.add(connection);
    }

    /** It is replaced when its turn comes. */
    @Override
    public void closed(WebSocketConnection connection) {
        open.remove(connection);
    }

    /** Without waiting for one that is being connected. */
    @Override
    public Collection<WebSocketConnection> all() {
        return open;
    }

    @Override
    public JSR356Consumer consumer() {
        return consumer;
    }

    @Override
    public Executor closer() {
        return endpoint.getComponent().closer();
    }
}
