package pixpro.cache;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.util.unit.DataSize;
import redis.clients.jedis.JedisPooled;

/** The cache as PixPro puts it together, for measuring. */
public final class BenchCache implements AutoCloseable {

    private static final CacheSettings SETTINGS =
            new CacheSettings(Duration.ofSeconds(60), Duration.ofSeconds(2), DataSize.ofKilobytes(512));

    private final JedisPooled redis;

    public BenchCache(String host, String port) {
        redis = new JedisPooled(host, Integer.parseInt(port));
    }

    /** Answers from the cache. */
    public interface Cached {

        void answer(String owner, String question, Callable<String> load) throws Exception;
    }

    /** @param database has the generations */
    public Cached of(MongoDatabase database) {
        CacheCounts counts = new CacheCounts(new SimpleMeterRegistry());
        Answers answers = new Answers(
                new AnswerStore(redis), new Generations(database), SETTINGS, SETTINGS.ttl(), counts, () -> false);
        return (owner, question, load) ->
                answers.answer(owner, question, () -> new CachedAnswer("W/\"1\"", load.call(), false));
    }

    @Override
    public void close() {
        redis.close();
    }
}
