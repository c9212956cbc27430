package pixpro.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;
import pixpro.http.Caller;
import pixpro.local.LoneRedis;
import pixpro.mongodb.TestDatabase;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Protocol;

/** The cache in a real Redis of its own, and the generations in a real server of MongoDB's protocol. */
@Timeout(120)
class CacheIT {

    private static final CacheSettings SETTINGS =
            new CacheSettings(Duration.ofSeconds(60), Duration.ofSeconds(60), DataSize.ofKilobytes(100));
    private static final Document COUNTER = new Document("_id", "counter");

    private final LoneRedis server = new LoneRedis();
    private final TestDatabase mongo = new TestDatabase();
    private final Generations generations = new Generations(mongo.database());
    private final MongoCollection<Document> values = mongo.database().getCollection("values");
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CacheCounts counts = new CacheCounts(meters);
    private final AtomicInteger loads = new AtomicInteger();
    private JedisPooled redis;
    private AnswerStore store;

    @BeforeEach
    void connect() throws Exception {
        server.start();
        redis = new JedisPooled("localhost", server.port());
        // the server keeps what an earlier test left
        redis.flushAll();
        store = new AnswerStore(redis);
        values.insertOne(new Document(COUNTER).append("n", 0));
    }

    @AfterEach
    void close() {
        redis.close();
        server.close();
        mongo.close();
    }

    @Test
    void neverAnswersWithLessThanIsAcknowledgedAndLoadsOncePerInvalidation() throws Exception {
        // two instances of PixPro that share Redis and MongoDB
        List<Answers> instances = List.of(answers(), answers());
        AtomicInteger writesLeft = new AtomicInteger(160);
        AtomicInteger invalidations = new AtomicInteger();
        AtomicInteger acknowledged = new AtomicInteger();
        List<Callable<String>> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Answers mine = instances.get(i % 2);
            Answers other = instances.get((i + 1) % 2);
            people.add(() -> {
                while (writesLeft.getAndDecrement() > 0) {
                    int written = increment();
                    generations.renew("ada");
                    invalidations.incrementAndGet();
                    acknowledged.accumulateAndGet(written, Math::max);
                    int seen = Math.min(read(mine), read(other));
                    if (seen < written) {
                        return "wrote " + written + " and saw " + seen;
                    }
                }
                return null;
            });
            people.add(() -> {
                while (writesLeft.get() > 0) {
                    // what somebody else is still writing may be seen, and the next moment not
                    int done = acknowledged.get();
                    int seen = read(mine);
                    if (seen < done) {
                        return done + " was acknowledged and " + seen + " seen";
                    }
                }
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(people.size());
        try {
            for (Future<String> person : pool.invokeAll(people)) {
                assertThat(person.get()).isNull();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(count(CacheCounts.Event.BYPASS)).isZero();
        assertThat(loads.get()).isLessThanOrEqualTo(invalidations.get() + 1);
        assertThat(count(CacheCounts.Event.MISS)).isEqualTo(loads.get());
        assertThat(count(CacheCounts.Event.HIT) + count(CacheCounts.Event.SHARED))
                .isPositive();
    }

    @Test
    void doesNotKeepAsFreshWhatWasLoadedWhileSomebodyWrote() throws Exception {
        Answers answers = answers();
        CachedAnswer early = answers.answer("ada", "q", () -> {
            CachedAnswer old = answer("0");
            increment();
            generations.renew("ada");
            return old;
        });
        assertThat(early.body()).isEqualTo("0");
        assertThat(read(answers)).isEqualTo(1);
    }

    @Test
    void loadsOnceForAStampede() throws Exception {
        List<Answers> instances = List.of(answers(), answers());
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(24);
        List<Future<Integer>> asking = new ArrayList<>();
        try {
            for (int i = 0; i < 24; i++) {
                Answers instance = instances.get(i % 2);
                asking.add(pool.submit(() -> {
                    begin.await();
                    return read(instance);
                }));
            }
            begin.countDown();
            for (Future<Integer> one : asking) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void answersWithoutRedisAndIsNotOutdatedWhenItComesBackWithWhatItHad() throws Exception {
        Answers answers = answers();
        assertThat(read(answers)).isZero();
        redis.sendCommand(Protocol.Command.SAVE);
        server.kill();
        increment();
        generations.renew("ada");
        assertThat(read(answers)).isEqualTo(1);
        assertThat(read(answers)).isEqualTo(1);
        server.start();
        assertThat(read(answers)).isEqualTo(1);
        int before = loads.get();
        assertThat(read(answers)).isEqualTo(1);
        assertThat(loads.get()).isEqualTo(before);
        assertThat(count(CacheCounts.Event.BYPASS)).isEqualTo(2);
    }

    @Test
    void keepsNeitherWhatIsTooLargeNorWhatFailed() throws Exception {
        Answers answers = answers();
        String large = "x".repeat(200_000);
        for (int i = 0; i < 2; i++) {
            assertThat(answers.answer("ada", "large", () -> answer(large)).body())
                    .isEqualTo(large);
            assertThat(answers.answer("ada", "none", () -> null)).isNull();
        }
        assertThat(redis.keys("pixpro:cache:*")).isEmpty();
    }

    @Test
    void cachesByOneWordInJavaAndInYaml() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry()
                    .bind(
                            "cached",
                            new CamelCached(answers(), new EntityTag(Duration.ofMinutes(5), Clock.systemUTC())));
            camel.getRegistry().bind("invalidateCache", new CamelInvalidateCache(generations, counts));
            camel.getRegistry().bind("load", (Processor) this::load);
            camel.getRegistry().bind("write", (Processor) exchange -> increment());
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:query")
                            .routeId("query")
                            .policy("cached")
                            .process("load")
                            .end();
                    from("direct:project")
                            .setVariable("owner", body())
                            .policy("invalidateCache")
                            .process("write")
                            .end();
                }
            });
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("ops.yaml", """
                    - route:
                        id: command
                        from:
                          uri: direct:command
                          steps:
                            - policy:
                                ref: invalidateCache
                                steps:
                                  - process: {ref: write}
                    """));
            camel.start();

            Exchange first = ask(camel, "direct:query", "ada", Map.of("id", "1", "Authorization", "x"));
            String tag = first.getMessage().getHeader("ETag", String.class);
            assertThat(first.getMessage().getBody()).isEqualTo("0");
            assertThat(ask(camel, "direct:query", "ada", Map.of("id", "1", "Authorization", "y"))
                            .getMessage()
                            .getBody())
                    .isEqualTo("0");
            assertThat(loads).as("the same question").hasValue(1);
            ask(camel, "direct:query", "bob", Map.of("id", "1"));
            ask(camel, "direct:query", "ada", Map.of("id", "2"));
            ask(camel, "direct:query", "ada", Map.of("id", "1\nq=1:x"));
            ask(camel, "direct:query", "ada", Map.of("id", "1", "q", "x"));
            assertThat(loads).as("four other questions").hasValue(5);

            Exchange known = ask(camel, "direct:query", "ada", Map.of("id", "1", "If-None-Match", tag));
            assertThat(status(known)).isEqualTo(304);
            assertThat(known.getMessage().getBody()).isNull();

            ask(camel, "direct:command", "ada", Map.of());
            Exchange changed = ask(camel, "direct:query", "ada", Map.of("id", "1", "If-None-Match", tag));
            assertThat(status(changed)).isEqualTo(200);
            assertThat(changed.getMessage().getBody()).isEqualTo("1");
            ask(camel, "direct:query", "bob", Map.of("id", "1"));
            assertThat(loads).as("bob's is as it was").hasValue(6);
            camel.createProducerTemplate().sendBody("direct:project", "bob");
            assertThat(ask(camel, "direct:query", "bob", Map.of("id", "1"))
                            .getMessage()
                            .getBody())
                    .isEqualTo("2");
        }
    }

    @Test
    void tellsAdminsWhatAllInstancesCounted() throws Exception {
        Answers answers = answers();
        read(answers);
        read(answers);
        new CacheQueries(store, counts, () -> false, meters).tell();
        CacheReport report =
                new CacheQueries(store, new CacheCounts(new SimpleMeterRegistry()), () -> false, meters).read();
        assertThat(report.hits()).isEqualTo(1);
        assertThat(report.misses()).isEqualTo(1);
        assertThat(report.hitRate()).isEqualTo(0.5);
        assertThat(report.usedBytes()).isPositive();
        assertThat(report.evicted()).isZero();
        server.kill();
        CacheReport without = new CacheQueries(store, counts, () -> false, new SimpleMeterRegistry()).read();
        assertThat(without.available()).isFalse();
        assertThat(without.usedBytes()).isNull();
    }

    private Answers answers() {
        return new Answers(store, generations, SETTINGS, SETTINGS.ttl(), counts, () -> false);
    }

    private int read(Answers answers) throws Exception {
        CachedAnswer answer = answers.answer("ada", "q", () -> {
            loads.incrementAndGet();
            return answer(Integer.toString(value()));
        });
        return Integer.parseInt(answer.body());
    }

    private void load(Exchange exchange) {
        loads.incrementAndGet();
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setBody(Integer.toString(value()));
    }

    private static Exchange ask(DefaultCamelContext camel, String uri, String owner, Map<String, Object> headers) {
        return camel.createProducerTemplate().request(uri, exchange -> {
            exchange.setProperty(Caller.PROPERTY, new Caller(owner, owner, Set.of("user")));
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private static Integer status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private int value() {
        return values.find(COUNTER).first().getInteger("n");
    }

    private int increment() {
        return values.findOneAndUpdate(
                        COUNTER,
                        Updates.inc("n", 1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))
                .getInteger("n");
    }

    private double count(CacheCounts.Event event) {
        return meters.get("pixpro.cache.answers")
                .tag("outcome", event.key())
                .counter()
                .count();
    }

    private static CachedAnswer answer(String body) {
        return new CachedAnswer("W/\"" + body.length() + "\"", body, false);
    }
}
