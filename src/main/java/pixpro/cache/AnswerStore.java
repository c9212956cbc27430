package pixpro.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * Answers in Redis, and who is loading which. Everything in it has its time to live. All calls throw
 * {@link redis.clients.jedis.exceptions.JedisException} if Redis does not answer.
 */
class AnswerStore {

    private static final String PREFIX = "pixpro:cache:";
    private static final String COUNTS = PREFIX + "counts";

    /** Longer than any load takes; whoever dies in one keeps the others from it no longer. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final String RELEASE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    private final UnifiedJedis redis;

    AnswerStore(UnifiedJedis redis) {
        this.redis = redis;
    }

    /** @return the answer; null if there is none */
    CachedAnswer find(String key) {
        String text = redis.get(PREFIX + key);
        return text == null ? null : CachedAnswer.read(text);
    }

    void keep(String key, CachedAnswer answer, Duration ttl) {
        redis.psetex(PREFIX + key, ttl.toMillis(), answer.write());
    }

    /** @return a token by which the caller may load it; null while somebody else does */
    String take(String key) {
        String token = UUID.randomUUID().toString();
        String taken = redis.set(lock(key), token, SetParams.setParams().nx().px(LEASE.toMillis()));
        return taken == null ? null : token;
    }

    /** Only if it is still the token's holder's. */
    void release(String key, String token) {
        redis.eval(RELEASE, List.of(lock(key)), List.of(token));
    }

    /** Adds to what all instances counted. */
    void count(Map<String, Long> counted) {
        counted.forEach((name, count) -> redis.hincrBy(COUNTS, name, count));
    }

    /** @return what all instances counted, by name */
    Map<String, String> counts() {
        return redis.hgetAll(COUNTS);
    }

    /** @return what Redis says of itself, by section */
    String info(String section) {
        return redis.info(section);
    }

    private static String lock(String key) {
        return PREFIX + key + ":loading";
    }
}
