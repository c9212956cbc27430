package pixpro.notify;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.serializer.StringRedisSerializer;

/**
 * Redis as routes use it. Everything is text: the component's default would deserialize whatever Java object somebody
 * puts on a channel.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    /** A record waits for Redis at most this long, and is then announced to nobody: the inbox has it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

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
    AnnouncementListener announcementListener(RedisConnectionFactory connections) {
        AnnouncementListener listener = new AnnouncementListener();
        listener.setConnectionFactory(connections);
        // one thread: announcements reach the rooms in the order they came
        listener.setTaskExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "announcements");
            thread.setDaemon(true);
            return thread;
        }));
        return listener;
    }
}
