package pixpro.notify;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.serializer.StringRedisSerializer;
import pixpro.health.Neighbours;
import pixpro.health.Probe;

/**
 * Redis as routes use it. Everything is text: the component's default would deserialize whatever Java object somebody
 * puts on a channel.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    /** A record waits for Redis at most this long, and is then announced to nobody: the inbox has it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    /** What waits for the rooms beyond this is dropped, the oldest first. */
    private static final int MOST_PROGRESS = 1000;

    @Bean
    JedisConnectionFactory redisConnectionFactory(RedisSettings settings) {
        return new JedisConnectionFactory(
                new RedisStandaloneConfiguration(settings.host(), settings.port()),
                JedisClientConfiguration.builder()
                        .connectTimeout(TIMEOUT)
                        .readTimeout(TIMEOUT)
                        .clientName("pixpro")
                        .build());
    }

    @Bean
    StringRedisSerializer stringRedisSerializer() {
        return new StringRedisSerializer();
    }

    @Bean
    AnnouncementListener announcementListener(RedisConnectionFactory connections, ObjectProvider<Rooms> rooms) {
        // one thread: announcements reach the rooms in the order they came
        return listener("announcements", connections, new LinkedBlockingQueue<>(), () -> rooms.getObject()
                .doubt());
    }

    /** Apart from the announcements, which must not stand behind progress, however much of it there is. */
    @Bean
    AnnouncementListener progressListener(RedisConnectionFactory connections) {
        // what is missed of it is old, and nobody's loss
        return listener("progress", connections, new ArrayBlockingQueue<>(MOST_PROGRESS), () -> {});
    }

    @Bean
    Probe redisProbe(JedisConnectionFactory connections) {
        return new Probe(Neighbours.REDIS, ASK_EVERY, () -> {
            try (RedisConnection connection = connections.getConnection()) {
                connection.ping();
            }
        });
    }

    private static AnnouncementListener listener(
            String what, RedisConnectionFactory connections, BlockingQueue<Runnable> waiting, Runnable missed) {
        AnnouncementListener listener = new AnnouncementListener(what, missed);
        listener.setConnectionFactory(connections);
        listener.setTaskExecutor(new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                waiting,
                task -> {
                    Thread thread = new Thread(task, what);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardOldestPolicy()));
        return listener;
    }
}
