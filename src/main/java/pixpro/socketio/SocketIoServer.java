package pixpro.socketio;

import io.socket.engineio.server.EngineIoServer;
import io.socket.engineio.server.EngineIoServerOptions;
import io.socket.engineio.server.EngineIoSocket;
import io.socket.engineio.server.EngineIoWebSocket;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The Socket.IO clients of this instance. All of them are in the one namespace {@code /}. */
@Component("socketIoServer")
public class SocketIoServer {

    private static final int CLOCKS = 2;
    private static final int POLICY_VIOLATION = 1008;

    private final SocketIoSettings settings;
    private final Visitors visitors;
    private final EngineIoServer engine;
    private final ScheduledThreadPoolExecutor clock;

    /** Its queue holds at most one turn of each connection. */
    private final ExecutorService workers;

    private final Map<String, SocketIoConnection> connections = new ConcurrentHashMap<>();
    private volatile boolean goingAway;

    SocketIoServer(SocketIoSettings settings, Visitors visitors) {
        this.settings = settings;
        this.visitors = visitors;
        clock = new ScheduledThreadPoolExecutor(CLOCKS, threads("socketio-clock"));
        // each ping sets two timers and takes back two: left in the queue, they would hold the socket
        clock.setRemoveOnCancelPolicy(true);
        workers = Executors.newFixedThreadPool(settings.workers(), threads("socketio-worker"));
        EngineIoServerOptions options = EngineIoServerOptions.newFromDefault()
                .setPingInterval(settings.pingInterval().toMillis())
                .setPingTimeout(settings.pingTimeout().toMillis())
                // of a handshake, which is answered at once
                .setAllowSyncPolling(true)
                // none: only pages of PixPro's own origin may read the answers
                .setCorsHandlingDisabled(true);
        options.setScheduledExecutorService(clock);
        engine = new EngineIoServer(options);
        engine.on("connection", arguments -> welcome((EngineIoSocket) arguments[0]));
    }

    /** @return whether a key names a socket of this kind */
    public static boolean isKey(String key) {
        return key.startsWith(SocketIoConnection.KEYS);
    }

    /**
     * Sends an event after all that was sent before. A socket that is gone is no error.
     *
     * @param key socket
     * @param event its name
     * @param json its only argument
     */
    public void send(String key, String event, String json) {
        SocketIoConnection connection = connections.get(key);
        if (connection != null) {
            connection.send(event, json);
        }
    }

    /**
     * Ends a socket.
     *
     * @param key socket
     * @param code as of a WebSocket: with 1008 its client is told why and does not come back by itself; with any other
     *     it takes it for a broken line, and comes back
     * @param reason for people
     */
    public void close(String key, int code, String reason) {
        SocketIoConnection connection = connections.get(key);
        if (connection != null && code == POLICY_VIOLATION) {
            connection.dismiss(code, reason);
        } else if (connection != null) {
            connection.cut();
        }
    }

    /** @return how many connections there are, logged in or not */
    public int count() {
        return connections.size();
    }

    /** Cuts all connections and answers their polls; whoever comes now is sent elsewhere. */
    void goAway() {
        goingAway = true;
        connections.values().forEach(SocketIoConnection::cut);
    }

    boolean isGoingAway() {
        return goingAway;
    }

    void poll(HttpServletRequest request, HttpServletResponse response) throws IOException {
        engine.handleRequest(request, response);
    }

    void carry(EngineIoWebSocket socket) {
        engine.handleWebSocket(socket);
    }

    private void welcome(EngineIoSocket socket) {
        SocketIoConnection connection =
                new SocketIoConnection(socket, visitors, workers, settings.maxMessageBytes(), connections::remove);
        ScheduledFuture<?> patience =
                clock.schedule(connection::cutUnlessIn, settings.loginPatience().toMillis(), TimeUnit.MILLISECONDS);
        connections.put(connection.key(), connection);
        connection.begin(patience);
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
        workers.shutdownNow();
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
