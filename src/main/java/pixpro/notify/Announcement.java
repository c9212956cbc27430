package pixpro.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/** What instances tell each other over Redis, and what sockets are sent: JSON both. */
@Component("announcement")
public class Announcement {

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

    /** @return the text for a socket */
    public String forSocket(Notification notification) {
        return text(notification);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notification cannot be written as JSON", e);
        }
    }
}
