package pixpro.cache;

import com.mongodb.MongoException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Answers questions from the cache, or has them answered once for all who ask at that moment, in whatever instance.
 *
 * <p>An answer's key names the generation of the owner's library as it was before the answer was loaded, so it is never older
 * than what its asker was told to be done: a write makes the next generation before it is acknowledged.
 */
class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final AnswerStore store;
    private final Generations generations;
    private final CacheSettings settings;
    private final Duration ttl;
    private final CacheCounts counts;
    private final BooleanSupplier away;
    private final ConcurrentMap<String, CompletableFuture<CachedAnswer>> loading = new ConcurrentHashMap<>();

    /**
     * @param ttl of an answer that only a write changes
     * @param away whether Redis is known not to answer
     */
    Answers(
            AnswerStore store,
            Generations generations,
            CacheSettings settings,
            Duration ttl,
            CacheCounts counts,
            BooleanSupplier away) {
        this.store = store;
        this.generations = generations;
        this.settings = settings;
        this.ttl = ttl;
        this.counts = counts;
        this.away = away;
    }

    /** Answers a question anew. */
    interface Load {

        /** @return the answer; null if there is none to be kept, as of what is not there */
        CachedAnswer answer() throws Exception;
    }

    /**
     * @param owner who asks
     * @param question and what: the operation and its parameters
     * @param load answers it
     * @return the answer; null if {@code load} gave none, which was called then
     * @throws Exception what {@code load} threw
     */
    CachedAnswer answer(String owner, String question, Load load) throws Exception {
        String key = away.getAsBoolean() ? null : key(owner, question);
        if (key == null) {
            counts.add(CacheCounts.Event.BYPASS);
            return load.answer();
        }
        CachedAnswer found;
        try {
            found = store.find(key);
        } catch (JedisException e) {
            LOG.debug("answers cannot be looked for reason={}", e.getMessage());
            counts.add(CacheCounts.Event.BYPASS);
            return load.answer();
        }
        if (found != null) {
            counts.add(CacheCounts.Event.HIT);
            return found;
        }
        CompletableFuture<CachedAnswer> mine = new CompletableFuture<>();
        CompletableFuture<CachedAnswer> others = loading.putIfAbsent(key, mine);
        if (others != null) {
            return share(others, load);
        }
        try {
            CachedAnswer answer = loadOnce(key, load);
            mine.complete(answer);
            return answer;
        } finally {
            // also if it failed: whoever waits loads for themselves then
            mine.complete(null);
            loading.remove(key, mine);
        }
    }

    private CachedAnswer share(CompletableFuture<CachedAnswer> others, Load load) throws Exception {
        try {
            CachedAnswer answer = others.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer != null) {
                counts.add(CacheCounts.Event.SHARED);
                return answer;
            }
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("answer not shared reason={}", e.toString());
        }
        counts.add(CacheCounts.Event.BYPASS);
        return load.answer();
    }

    /** Waits while another instance loads it. */
    private CachedAnswer loadOnce(String key, Load load) throws Exception {
        String token = null;
        CachedAnswer found = null;
        try {
            token = awaitTurn(key);
            // somebody may have ended with it before it was taken
            found = store.find(key);
        } catch (JedisException e) {
            LOG.debug("loading cannot be told reason={}", e.getMessage());
        }
        try {
            if (found != null) {
                counts.add(CacheCounts.Event.SHARED);
                return found;
            }
            counts.add(CacheCounts.Event.MISS);
            CachedAnswer answer = load.answer();
            if (token != null && answer != null) {
                keep(key, answer);
            }
            return answer;
        } finally {
            if (token != null) {
                release(key, token);
            }
        }
    }

    /** @return the token; null for those who ran out of patience, and load for themselves alone */
    private String awaitTurn(String key) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String token = store.take(key);
        while (token == null && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            token = store.take(key);
        }
        return token;
    }

    /** @return null if the library's state is not known */
    private String key(String owner, String question) {
        try {
            String generation = generations.of(owner);
            return DigestUtils.sha256Hex(String.join("\n", owner, generation, question));
        } catch (MongoException e) {
            LOG.debug("generation is not known reason={}", e.getMessage());
            return null;
        }
    }

    private void keep(String key, CachedAnswer answer) {
        if (answer.body().getBytes(StandardCharsets.UTF_8).length
                > settings.largest().toBytes()) {
            return;
        }
        try {
            store.keep(key, answer, answer.passes() ? settings.passing() : ttl);
        } catch (JedisException e) {
            LOG.debug("answer is not kept reason={}", e.getMessage());
        }
    }

    private void release(String key, String token) {
        try {
            store.release(key, token);
        } catch (JedisException e) {
            LOG.debug("loading ends by itself reason={}", e.getMessage());
        }
    }
}
