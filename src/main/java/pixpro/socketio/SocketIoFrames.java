package pixpro.socketio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Hands the library what happens on the WebSocket connections that carry Engine.IO. */
@Component("socketIoFrames")
public class SocketIoFrames {

    /** One for all: whoever comes without having polled before asks for the same. */
    private static final Map<String, String> FROM_SCRATCH = Map.of("EIO", "4", "transport", "websocket");

    private static final String PACKET_TYPES = "0123456";

    private final SocketIoServer server;
    private final Frames frames;
    private final Map<String, CarriedWebSocket> carried = new ConcurrentHashMap<>();

    SocketIoFrames(SocketIoServer server, Frames frames) {
        this.server = server;
        this.frames = frames;
    }

    /**
     * @param key a new connection
     * @param query its handshake's parameters EIO, transport and sid; who speaks another protocol is sent away
     */
    public void opened(String key, Map<String, String> query) {
        if (!"4".equals(query.get("EIO")) || !"websocket".equals(query.get("transport"))) {
            frames.close(key);
            return;
        }
        CarriedWebSocket socket = new CarriedWebSocket(key, query.containsKey("sid") ? query : FROM_SCRATCH, frames);
        carried.put(key, socket);
        server.carry(socket);
    }

    /**
     * @param key connection
     * @param body a String or an InputStream; what is no packet ends the connection
     */
    public void frame(String key, Object body) throws IOException {
        CarriedWebSocket socket = carried.get(key);
        if (socket == null) {
            return;
        }
        Object frame = body instanceof InputStream stream ? stream.readAllBytes() : body;
        // the library swallows what it cannot read
        if (frame instanceof String text && (text.isEmpty() || PACKET_TYPES.indexOf(text.charAt(0)) < 0)) {
            socket.close();
        } else {
            socket.emit("message", frame);
        }
    }

    /** @param key connection that is gone; one that was sent away is no error */
    public void closed(String key) {
        CarriedWebSocket socket = carried.remove(key);
        if (socket != null) {
            socket.emit("close");
        }
    }
}
