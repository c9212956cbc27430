package pixpro.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What clients may say on a plain socket: that they are there, and that they have a new token. */
@Component("socketMessages")
public class SocketMessages {

    /** What a client sends so that nothing between closes a quiet connection. */
    public static final String PING = "ping";

    /** What it gets. */
    public static final String PONG = "pong";

    private static final String LOGIN = "login";
    private static final String TYPE = "type";

    private final ObjectMapper json;

    /** @param json reads and writes messages */
    public SocketMessages(ObjectMapper json) {
        this.json = json;
    }

    /** @return whether the message is a ping */
    public boolean isPing(Object message) {
        return PING.equals(message);
    }

    /** @return whether the message is a login; whatever is neither is ignored */
    public boolean isLogin(Object message) {
        return LOGIN.equals(read(message).path(TYPE).asText());
    }

    /** @return the login's token; null without one */
    public String token(Object message) {
        return read(message).path("token").textValue();
    }

    /** @return the answer to a login that holds until then */
    public String renewed(Instant expiresAt) {
        return json.createObjectNode()
                .put(TYPE, "session.renewed")
                .put("expiresAt", expiresAt.toString())
                .toString();
    }

    /** @return the answer to a login that does not hold: the one before lasts as long as it did */
    public String refused(String reason) {
        return json.createObjectNode()
                .put(TYPE, "session.refused")
                .put("reason", reason)
                .toString();
    }

    private JsonNode read(Object message) {
        try {
            return message instanceof String text && text.startsWith("{") ? json.readTree(text) : json.missingNode();
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }
}
