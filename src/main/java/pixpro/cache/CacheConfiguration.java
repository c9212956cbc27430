package pixpro.cache;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.camel.spi.Policy;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.health.Neighbours;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;

/** Wires the cache. Its connections to Redis are its own, and kept: a question costs less than a connection. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    /** Whoever asks waits for Redis at most this long, and is then answered without it. */
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private static final int MOST_CONNECTIONS = 64;

    @Bean(destroyMethod = "close")
    JedisPooled cacheRedis(@Value("${pixpro.redis.host}") String host, @Value("${pixpro.redis.port}") int port) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(MOST_CONNECTIONS);
        pool.setMaxIdle(MOST_CONNECTIONS);
        pool.setMaxWait(TIMEOUT);
        pool.setJmxEnabled(false);
        return new JedisPooled(
                pool,
                new HostAndPort(host, port),
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis((int) TIMEOUT.toMillis())
                        .socketTimeoutMillis((int) TIMEOUT.toMillis())
                        .clientName("pixpro-cache")
                        .build());
    }

    @Bean
    AnswerStore answerStore(JedisPooled cacheRedis) {
        return new AnswerStore(cacheRedis);
    }

    @Bean
    CacheCounts cacheCounts(MeterRegistry meters) {
        return new CacheCounts(meters);
    }

    @Bean
    CacheQueries cacheQueries(AnswerStore store, CacheCounts counts, Neighbours neighbours, MeterRegistry meters) {
        return new CacheQueries(store, counts, away(neighbours), meters);
    }

    @Bean
    Policy cached(
            AnswerStore store,
            Generations generations,
            CacheSettings settings,
            CacheCounts counts,
            Neighbours neighbours,
            @Value("${pixpro.library.link-validity:15m}") Duration linkValidity) {
        Duration third = linkValidity.dividedBy(3);
        Duration ttl = settings.ttl().compareTo(third) < 0 ? settings.ttl() : third;
        return new CamelCached(
                new Answers(store, generations, settings, ttl, counts, away(neighbours)),
                new EntityTag(third, Clock.systemUTC()));
    }

    @Bean
    Policy invalidateCache(Generations generations, CacheCounts counts) {
        return new CamelInvalidateCache(generations, counts);
    }

    private static BooleanSupplier away(Neighbours neighbours) {
        return () -> neighbours.isAway(Neighbours.REDIS);
    }
}
