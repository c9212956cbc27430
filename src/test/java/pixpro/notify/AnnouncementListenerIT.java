package pixpro.notify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import pixpro.local.LoneRedis;

/** The subscription to a real Redis that goes away and comes back. */
@Timeout(60)
class AnnouncementListenerIT {

    private static final String CHANNEL = "pixpro:test";

    private final LoneRedis redis = new LoneRedis();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final JedisConnectionFactory factory =
            new JedisConnectionFactory(new RedisStandaloneConfiguration("localhost", redis.port())) {
                @Override
                public RedisConnection getConnection() {
                    connections.incrementAndGet();
                    return super.getConnection();
                }
            };
    private final AtomicInteger missed = new AtomicInteger();
    private final AnnouncementListener listener = new AnnouncementListener("tests", missed::incrementAndGet);

    @BeforeEach
    void listen() {
        factory.afterPropertiesSet();
        factory.start();
        listener.setConnectionFactory(factory);
        listener.addMessageListener(
                (message, pattern) -> heard.add(new String(message.getBody())), new ChannelTopic(CHANNEL));
        listener.afterPropertiesSet();
    }

    @AfterEach
    void stop() {
        factory.destroy();
        redis.close();
    }

    @Test
    void hearsAgainAfterAnOutageOfManyAttempts() throws Exception {
        redis.start();
        listener.begin();
        hears("before");

        redis.kill();
        int triedBefore = connections.get();
        await().atMost(30, SECONDS).until(() -> connections.get() >= triedBefore + 4);
        int missedBefore = missed.get();
        redis.start();

        hears("after");
        await().atMost(10, SECONDS).until(() -> missed.get() > missedBefore);
        destroy();
    }

    @Test
    void stopsInTheMiddleOfAnOutage() throws Exception {
        redis.start();
        listener.begin();
        hears("before");
        redis.kill();
        int triedBefore = connections.get();
        await().atMost(30, SECONDS).until(() -> connections.get() >= triedBefore + 4);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(this::destroy);

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void beginsToHearWhenRedisComesAfterPixPro() throws Exception {
        listener.begin();
        await().atMost(30, SECONDS).until(() -> connections.get() >= 3);

        redis.start();

        hears("late");
        destroy();
    }

    private void destroy() {
        try {
            listener.destroy();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void hears(String word) {
        StringRedisTemplate template = new StringRedisTemplate(factory);
        // published until heard: an announcement that nobody subscribed to is gone
        await().atMost(20, SECONDS).until(() -> {
            template.convertAndSend(CHANNEL, word);
            return heard.contains(word);
        });
        assertThat(heard).contains(word);
    }
}
