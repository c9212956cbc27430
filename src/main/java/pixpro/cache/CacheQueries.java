package pixpro.cache;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/** Tells what became of the cache, over all instances: each adds what it counted to what stands in Redis. */
public class CacheQueries {

    private static final Logger LOG = LoggerFactory.getLogger(CacheQueries.class);
    private static final Pattern NUMBER = Pattern.compile("(?m)^([a-z_]+):(\\d+)\\s*$");

    private final AnswerStore store;
    private final CacheCounts counts;
    private final BooleanSupplier away;
    private final AtomicLong evicted = new AtomicLong();
    private final AtomicLong used = new AtomicLong();

    CacheQueries(AnswerStore store, CacheCounts counts, BooleanSupplier away, MeterRegistry meters) {
        this.store = store;
        this.counts = counts;
        this.away = away;
        FunctionCounter.builder("pixpro.cache.evicted", evicted, AtomicLong::doubleValue)
                .description("Keys that Redis removed for want of memory, since it started")
                .register(meters);
        Gauge.builder("pixpro.cache.used.bytes", used, AtomicLong::doubleValue)
                .description("Memory that Redis uses")
                .register(meters);
    }

    /** Tells what this instance counted, and asks Redis how it is. */
    public void tell() {
        if (away.getAsBoolean()) {
            return;
        }
        Map<String, Long> counted = counts.take();
        try {
            store.count(counted);
            note(numbers());
        } catch (JedisException e) {
            // some of it may have been told: a count that is a little high is better than one that is lost
            counts.giveBack(counted);
            LOG.debug("cache counts wait for Redis reason={}", e.getMessage());
        }
    }

    /** @return what all instances counted, some seconds ago at most */
    public CacheReport read() {
        tell();
        try {
            if (!away.getAsBoolean()) {
                return report(store.counts(), numbers());
            }
        } catch (JedisException e) {
            LOG.debug("cache counts are not known reason={}", e.getMessage());
        }
        return report(Map.of(), null);
    }

    private static CacheReport report(Map<String, String> counted, Map<String, Long> redis) {
        long hits = count(counted, CacheCounts.Event.HIT);
        long shared = count(counted, CacheCounts.Event.SHARED);
        long misses = count(counted, CacheCounts.Event.MISS);
        long bypassed = count(counted, CacheCounts.Event.BYPASS);
        long all = hits + shared + misses + bypassed;
        return new CacheReport(
                redis != null,
                hits,
                shared,
                misses,
                bypassed,
                count(counted, CacheCounts.Event.INVALIDATION),
                all == 0 ? null : (double) (hits + shared) / all,
                redis == null ? null : redis.get("used_memory"),
                redis == null ? null : redis.get("maxmemory"),
                redis == null ? null : redis.get("evicted_keys"));
    }

    private static long count(Map<String, String> counted, CacheCounts.Event event) {
        return Long.parseLong(counted.getOrDefault(event.key(), "0"));
    }

    private void note(Map<String, Long> redis) {
        evicted.set(redis.getOrDefault("evicted_keys", 0L));
        used.set(redis.getOrDefault("used_memory", 0L));
    }

    private Map<String, Long> numbers() {
        Map<String, Long> numbers = new HashMap<>();
        Matcher number = NUMBER.matcher(store.info("memory") + "\n" + store.info("stats"));
        while (number.find()) {
            numbers.put(number.group(1), Long.parseLong(number.group(2)));
        }
        return numbers;
    }
}
