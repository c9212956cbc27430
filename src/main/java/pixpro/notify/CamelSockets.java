package pixpro.notify;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Sockets through the route that holds them. */
@Component
class CamelSockets implements Sockets {

    private static final String DOOR = "direct:notify-send-to-socket";
    private static final String CONNECTION_KEY = "CamelWebsocketJsr356ConnectionKey";
    private static final String CLOSE_CODE = "CamelWebsocketJsr356CloseCode";
    private static final String CLOSE_REASON = "CamelWebsocketJsr356CloseReason";

    private final ProducerTemplate template;

    CamelSockets(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public void send(String key, String text) {
        template.sendBodyAndHeader(DOOR, text, CONNECTION_KEY, key);
    }

    @Override
    public void close(String key, int code, String reason) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(CONNECTION_KEY, key);
        headers.put(CLOSE_CODE, code);
        headers.put(CLOSE_REASON, reason);
        template.sendBodyAndHeaders(DOOR, "", headers);
    }
}
