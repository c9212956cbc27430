package pixpro.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.StringRedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Where all instances tell what they work on: one key per job in Redis, which goes by itself when it was not told anew for
 * two heartbeats. Without Redis nothing is told and nothing known, and all else goes on.
 */
public class WorkBoard {

    /** How often {@link #tell} is to be called; twice this is also how soon Kafka misses a worker that died. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(WorkBoard.class);
    private static final String KEY = "pixpro:work:";

    private final StringRedisTemplate redis;
    private final ObjectMapper json;
    private final WorkInHand inHand;
    private final BooleanSupplier away;

    /**
     * @param redis where
     * @param json knows {@code java.time}
     * @param inHand what this instance works on
     * @param away whether Redis is known not to answer
     */
    public WorkBoard(StringRedisTemplate redis, ObjectMapper json, WorkInHand inHand, BooleanSupplier away) {
        this.redis = redis;
        this.json = json;
        this.inHand = inHand;
        this.away = away;
    }

    /** Tells of all that this instance works on. */
    public void tell() {
        Map<String, Work> now = inHand.now();
        if (now.isEmpty() || away.getAsBoolean()) {
            return;
        }
        try {
            redis.executePipelined((RedisCallback<Object>) connection -> {
                StringRedisConnection each = (StringRedisConnection) connection;
                now.forEach((jobId, work) -> each.setEx(KEY + jobId, HEARTBEAT.toSeconds() * 2, write(work)));
                return null;
            });
        } catch (DataAccessException e) {
            LOG.debug("work is not told reason={}", e.getMessage());
        }
    }

    /**
     * @param jobIds of jobs that have not ended
     * @return those that some instance works on, and has for longer than a heartbeat or so
     */
    public Map<String, Work> of(Collection<String> jobIds) {
        if (jobIds.isEmpty() || away.getAsBoolean()) {
            return Map.of();
        }
        try {
            List<String> asked = List.copyOf(jobIds);
            List<String> told =
                    redis.opsForValue().multiGet(asked.stream().map(KEY::concat).toList());
            Map<String, Work> found = new HashMap<>();
            for (int i = 0; told != null && i < told.size(); i++) {
                if (told.get(i) != null) {
                    found.put(asked.get(i), json.readValue(told.get(i), Work.class));
                }
            }
            return found;
        } catch (DataAccessException | JsonProcessingException e) {
            LOG.debug("work is not known reason={}", e.getMessage());
            return Map.of();
        }
    }

    private String write(Work work) {
        try {
            return json.writeValueAsString(work);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("work cannot be written as JSON", e);
        }
    }
}
