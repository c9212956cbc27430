package pixpro.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What instances tell each other over Redis, and what sockets are sent: JSON both. */
@Component("announcement")
public class Announcement {

    private static final String ADMIN_KPIS = "admin.kpis";

    private final ObjectMapper json;

    /** @param json knows {@code java.time} */
    public Announcement(ObjectMapper json) {
        this.json = json;
    }

    /** @return the text for the Redis channel */
    public String encode(Kept kept) {
        return text(kept);
    }

    /**
     * @param text from the Redis channel
     * @return what was announced
     * @throws IllegalArgumentException if it is none of ours
     */
    public Kept decode(String text) {
        try {
            Kept kept = json.readValue(text, Kept.class);
            if (kept == null || kept.owner() == null || kept.seq() < 1 || kept.notification() == null) {
                throw new IllegalArgumentException("the announcement has holes");
            }
            return kept;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an announcement", e);
        }
    }

    /** @return the message for a socket */
    Sockets.Message forSocket(Kept kept) {
        return new Sockets.Message(kept.notification().type(), text(kept.told()));
    }

    /** @return the message for a socket, of what is in no inbox */
    Sockets.Message forSocket(Notification notification) {
        return new Sockets.Message(notification.type(), text(notification));
    }

    /** @return the message for a socket */
    Sockets.Message forSocket(Greeting greeting) {
        return new Sockets.Message(greeting.type(), text(greeting));
    }

    /** @return the message for sockets of admins */
    Sockets.Message forAdmins(Object kpis) {
        return new Sockets.Message(ADMIN_KPIS, text(Map.of("type", ADMIN_KPIS, "kpis", kpis)));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notification cannot be written as JSON", e);
        }
    }
}
