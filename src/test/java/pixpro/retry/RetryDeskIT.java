package pixpro.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.event.Events;
import pixpro.event.ImageEvent;
import pixpro.event.ImageQueued;
import pixpro.event.SampleJson;
import pixpro.http.Caller;
import pixpro.http.ProblemException;
import pixpro.mongodb.Collections;
import pixpro.mongodb.TestDatabase;
import pixpro.project.ImageProjection;
import pixpro.project.JobProjection;

class RetryDeskIT {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final Duration LATER = Duration.ofSeconds(4);
    private static final Caller ROOT = new Caller("root-sub", "root", Set.of("admin"));
    private static final Caller ADA = new Caller("ada-sub", "ada", Set.of("user"));
    private static final Caller BOB = new Caller("bob-sub", "bob", Set.of("user"));

    private static TestDatabase mongo;

    private final ObjectMapper json = SampleJson.mapper();
    private final JobProjection jobs = new JobProjection(json);
    private final ImageProjection images = new ImageProjection();
    private final RetryDesk desk = deskAt(NOON.plusSeconds(60));

    @BeforeAll
    static void connect() {
        mongo = new TestDatabase();
    }

    @AfterAll
    static void disconnect() {
        mongo.close();
    }

    @Test
    void queuesTheSameWorkUnderANewIdThatNamesTheFailedJob() {
        Events failed = failed("ada-sub");

        ImageQueued event = desk.replay(ROOT, failed.job().id()).event();

        assertThat(event.image()).isEqualTo(failed.image());
        assertThat(event.done()).isEmpty();
        assertThat(event.job().id()).isNotEqualTo(failed.job().id());
        assertThat(event.job().retryOf()).isEqualTo(failed.job().id());
        assertThat(event.job().effect()).isEqualTo(failed.job().effect());
        assertThat(event.job().params()).isEqualTo(failed.job().params());
        assertThat(event.job().queuedAt()).isAfter(failed.job().queuedAt());
    }

    @Test
    void givesOneOfManyWhoAskAtOnceTheOrder() throws Exception {
        for (int round = 0; round < 20; round++) {
            Events failed = failed("ada-sub");
            ExecutorService askers = Executors.newFixedThreadPool(8);
            List<Future<String>> asked = new ArrayList<>();
            for (int asker = 0; asker < 8; asker++) {
                boolean admin = asker % 2 == 0;
                asked.add(askers.submit(() -> admin
                        ? ask(() -> desk.replay(ROOT, failed.job().id()))
                        : ask(() -> desk.retry(
                                ADA, failed.image().id(), failed.job().id()))));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : asked) {
                answers.add(answer.get());
            }
            askers.shutdown();
            assertThat(answers).filteredOn("ordered"::equals).hasSize(1);
            assertThat(answers).filteredOn("already-retried"::equals).hasSize(7);
        }
    }

    @Test
    void namesTheNewJobToWhoeverComesLate() {
        Events failed = failed("ada-sub");
        RetryOrder order = desk.replay(ROOT, failed.job().id());
        desk.queued(order);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> deskAt(NOON.plus(Duration.ofDays(1)))
                        .retry(ADA, failed.image().id(), failed.job().id()))
                .satisfies(late -> {
                    assertThat(late.problem().status()).isEqualTo(409);
                    assertThat(late.problem().members())
                            .containsEntry("jobId", order.event().job().id());
                });
    }

    @Test
    void letsTheNextTryWhatKafkaHasNotAcknowledged() {
        Events failed = failed("ada-sub");
        RetryOrder order = desk.replay(ROOT, failed.job().id());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> desk.refused(order))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(503));

        assertThat(mongo.all(Collections.RETRIES))
                .noneMatch(claim -> claim.get("retryOf").equals(failed.job().id()));
        assertThat(desk.replay(ROOT, failed.job().id()).event().job().id())
                .isEqualTo(order.event().job().id());
    }

    @Test
    void takesOverFromAnAskerWhoDiedButNotFromOneWhoIsAtIt() {
        Events failed = failed("ada-sub");
        desk.replay(ROOT, failed.job().id());

        RetryDesk soon = deskAt(NOON.plusSeconds(60 + 59));
        assertThat(ask(() -> soon.replay(ROOT, failed.job().id()))).isEqualTo("already-retried");
        RetryDesk later = deskAt(NOON.plusSeconds(60 + 61));
        assertThat(ask(() -> later.replay(ROOT, failed.job().id()))).isEqualTo("ordered");
        assertThat(ask(() -> later.replay(ROOT, failed.job().id()))).isEqualTo("already-retried");
    }

    @Test
    void doesNotTakeOverWhatTheTopicsSayIsQueued() {
        Events failed = failed("ada-sub");
        RetryOrder order = desk.replay(ROOT, failed.job().id());
        project(order.event());

        RetryDesk later = deskAt(NOON.plusSeconds(3600));
        assertThat(ask(() -> later.replay(ROOT, failed.job().id()))).isEqualTo("already-retried");
    }

    @Test
    void repeatsOnlyWhatHasFailed() {
        Events queued = Events.of("ada-sub", NOON);
        project(queued.queued());
        Events processed = Events.of("ada-sub", NOON);
        project(processed.processed(LATER));

        assertThat(ask(() -> desk.replay(ROOT, queued.job().id()))).isEqualTo("not-failed");
        assertThat(ask(() -> desk.replay(ROOT, processed.job().id()))).isEqualTo("not-failed");
        assertThat(ask(() -> desk.replay(ROOT, "{\"$gt\":\"\"}"))).isEqualTo("not-found");
    }

    @Test
    void answersOthersJobsLikeJobsThatAreNotThere() {
        Events failed = failed("ada-sub");
        Events another = failed("ada-sub");

        assertThat(ask(() -> desk.retry(BOB, failed.image().id(), failed.job().id())))
                .isEqualTo("not-found");
        assertThat(ask(() -> desk.retry(ADA, another.image().id(), failed.job().id())))
                .isEqualTo("not-found");
        assertThat(ask(() -> desk.retry(ADA, failed.image().id(), failed.job().id())))
                .isEqualTo("ordered");
    }

    @Test
    void repeatsTheLongestFailedOfAFilterFirstAndEachOnce() {
        Events second = failed("carol-sub", NOON.plusSeconds(1_000_001));
        Events first = failed("carol-sub", NOON.plusSeconds(1_000_000));
        failed("carol-sub", NOON.plusSeconds(2_000_000));
        String span = "\"from\":\"" + NOON.plusSeconds(1_000_000) + "\",\"to\":\"" + NOON.plusSeconds(1_500_000) + "\"";

        RetryBatch one = batch("{" + span + ",\"effect\":\"enhance\",\"limit\":1}");
        assertThat(desk.next(one).event().job().retryOf()).isEqualTo(first.job().id());
        assertThat(one.isUnfinished()).isFalse();

        RetryBatch all = batch("{" + span + "}");
        assertThat(desk.next(all)).isNull();
        assertThat(desk.next(all).event().job().retryOf())
                .isEqualTo(second.job().id());
        assertThat(all.isUnfinished()).isFalse();
        assertThat(all.answer().skipped()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "null",
                "[]",
                "{}",
                "{\"limit\":10}",
                "{\"code\":\"\"}",
                "{\"code\":{\"$gt\":\"\"}}",
                "{\"code\":\"a\",\"limit\":0}",
                "{\"code\":\"a\",\"limit\":1001}",
                "{\"code\":\"a\",\"limit\":\"5\"}",
                "{\"kode\":\"a\"}",
                "{\"code\":\"a\",\"extra\":1}",
                "{\"from\":\"yesterday\"}",
                "{\"from\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"from\":\"2026-11-23T12:00:00Z\",\"to\":\"2026-11-23T12:00:00Z\"}"
            })
    void refusesAFilterThatMeansNothingOrAll(String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> batch(body))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(400));
    }

    @Test
    void isUnavailableWhileMongoDbIsAway() {
        try (MongoClient nobody = MongoClients.create("mongodb://localhost:1/?serverSelectionTimeoutMS=100")) {
            RetryDesk alone = new RetryDesk(nobody.getDatabase("away"), jobs, json);
            assertThat(ask(() -> alone.replay(ROOT, "x"))).isEqualTo("unavailable");
            assertThat(ask(() -> alone.retry(ADA, "x", "x"))).isEqualTo("unavailable");
        }
    }

    private interface Asking {
        void ask();
    }

    private static String ask(Asking asking) {
        try {
            asking.ask();
            return "ordered";
        } catch (ProblemException e) {
            return e.problem().name();
        }
    }

    private RetryBatch batch(String body) {
        return desk.batch(ROOT, new StringReader(body));
    }

    private Events failed(String owner) {
        return failed(owner, NOON);
    }

    private Events failed(String owner, Instant at) {
        Events events = Events.of(owner, at);
        project(events.failed(LATER));
        return events;
    }

    private void project(ImageEvent event) {
        mongo.write(Collections.IMAGES, images.writes(event));
        mongo.write(Collections.JOBS, jobs.writes(event));
    }

    private RetryDesk deskAt(Instant now) {
        return new RetryDesk(mongo.database(), jobs, json, Clock.fixed(now, ZoneOffset.UTC));
    }
}
