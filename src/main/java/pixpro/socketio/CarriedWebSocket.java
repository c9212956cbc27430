package pixpro.socketio;

import io.socket.engineio.server.EngineIoWebSocket;
import java.util.List;
import java.util.Map;

/** A WebSocket connection as the library sees it. */
final class CarriedWebSocket extends EngineIoWebSocket {

    private final String key;
    private final Map<String, String> query;
    private final Frames frames;

    /** @param query of the handshake, which the library keeps as long as the socket lives */
    CarriedWebSocket(String key, Map<String, String> query, Frames frames) {
        this.key = key;
        this.query = query;
        this.frames = frames;
    }

    @Override
    public Map<String, String> getQuery() {
        return query;
    }

    /** None: the library would keep them, and nobody reads them. */
    @Override
    public Map<String, List<String>> getConnectionHeaders() {
        return Map.of();
    }

    @Override
    public void write(String text) {
        frames.send(key, text);
    }

    @Override
    public void write(byte[] bytes) {
        frames.send(key, bytes);
    }

    @Override
    public void close() {
        frames.close(key);
    }
}
