package pixpro.notify;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;
import pixpro.socketio.SocketIoServer;

/** Sockets through the routes that hold them. */
@Component
class CamelSockets implements Sockets {

    private static final String SOCKET_DOOR = "direct:notify-send-to-socket";
    private static final String CLIENT_DOOR = "direct:notify-send-to-client";
    private static final String SOCKET = "pixproSocket";
    private static final String EVENT = "pixproEvent";
    private static final String CONNECTION_KEY = "CamelWebsocketJsr356ConnectionKey";
    private static final String CLOSE_CODE = "CamelWebsocketJsr356CloseCode";
    private static final String CLOSE_REASON = "CamelWebsocketJsr356CloseReason";

    private final ProducerTemplate template;

    CamelSockets(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public void send(String key, Message message) {
        if (SocketIoServer.isKey(key)) {
            Map<String, Object> headers = Map.of(SOCKET, key, EVENT, message.event());
            template.sendBodyAndHeaders(CLIENT_DOOR, message.json(), headers);
        } else {
            template.sendBodyAndHeader(SOCKET_DOOR, message.json(), CONNECTION_KEY, key);
        }
    }

    @Override
    public void close(String key, int code, String reason) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(SocketIoServer.isKey(key) ? SOCKET : CONNECTION_KEY, key);
        headers.put(CLOSE_CODE, code);
        headers.put(CLOSE_REASON, reason);
        template.sendBodyAndHeaders(SocketIoServer.isKey(key) ? CLIENT_DOOR : SOCKET_DOOR, "", headers);
    }
}
