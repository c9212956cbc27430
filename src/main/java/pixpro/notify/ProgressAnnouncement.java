package pixpro.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.event.ImageProgress;

/** What instances tell each other over Redis about jobs under way: JSON. */
@Component("progressAnnouncement")
public class ProgressAnnouncement {

    /** What waited longer for Redis is no news any more. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final ObjectMapper json;
    private final Clock clock;

    /** @param json knows {@code java.time} */
    @Autowired
    public ProgressAnnouncement(ObjectMapper json) {
        this(json, Clock.systemUTC());
    }

    ProgressAnnouncement(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** @return whether it is still worth telling; to be asked where it was reported, by the same clock */
    public boolean isFresh(ImageProgress progress) {
        return Duration.between(progress.at(), clock.instant()).compareTo(FRESH) <= 0;
    }

    /** @return the text for the Redis channel */
    public String encode(ImageProgress progress) {
        try {
            return json.writeValueAsString(progress);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("progress cannot be written as JSON", e);
        }
    }

    /**
     * @param text from the Redis channel
     * @return what was announced
     * @throws IllegalArgumentException if it is none of ours
     */
    public ImageProgress decode(String text) {
        try {
            ImageProgress progress = json.readValue(text, ImageProgress.class);
            if (progress == null) {
                throw new IllegalArgumentException("the progress is null");
            }
            return progress;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a progress", e);
        }
    }
}
