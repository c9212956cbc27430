package pixpro.socketio;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** The connections through the route that holds them. */
@Component
class CamelFrames implements Frames {

    private static final String DOOR = "direct:notify-send-frame";
    private static final String CONNECTION_KEY = "CamelWebsocketJsr356ConnectionKey";
    private static final String CLOSE_CODE = "CamelWebsocketJsr356CloseCode";
    private static final int NORMAL = 1000;

    private final ProducerTemplate template;

    CamelFrames(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public void send(String key, Object frame) {
        template.sendBodyAndHeader(DOOR, frame, CONNECTION_KEY, key);
    }

    @Override
    public void close(String key) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(CONNECTION_KEY, key);
        headers.put(CLOSE_CODE, NORMAL);
        template.sendBodyAndHeaders(DOOR, "", headers);
    }
}
