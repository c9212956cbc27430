package pixpro.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.event.Events;
import pixpro.event.ImageEvent;
import pixpro.mongodb.TestDatabase;

class AggregationIT {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:30Z");
    private static final String FACTS = pixpro.mongodb.Collections.JOB_FACTS;
    private static final String MINUTES = pixpro.mongodb.Collections.KPI_MINUTES;

    private final JobFacts facts = new JobFacts();
    private final DirtyMinutes dirty = new DirtyMinutes();
    private TestDatabase mongo;
    private MinuteRollups rollups;

    @BeforeEach
    void connect() {
        mongo = new TestDatabase();
        rollups = new MinuteRollups(mongo.database());
    }

    @AfterEach
    void disconnect() {
        mongo.close();
    }

    @Test
    void countsEachJobOnceInTheMinutesItWasQueuedAndEnded() {
        Events well = Events.of("ada", NOON);
        Events badly = Events.of("bob", NOON);
        Events stored = Events.of("bob", NOON);
        List<ImageEvent> records = List.of(
                well.processed(Duration.ofSeconds(45)),
                well.queued(),
                badly.queued(),
                badly.failed(Duration.ofSeconds(10)),
                stored.stored());
        for (int round = 0; round < 3; round++) {
            records.forEach(this::aggregate);
            rollups.recompute();
        }

        Tally first = minute("2026-11-23T12:00:00Z");
        assertThat(first.total().received()).isEqualTo(3);
        assertThat(first.total().processed()).isZero();
        assertThat(first.total().failed()).isEqualTo(1);
        Tally second = minute("2026-11-23T12:01:00Z");
        assertThat(second.total().received()).isZero();
        assertThat(second.effects().get("enhance").processed()).isEqualTo(1);
        assertThat(second.total().totalTime().average()).isEqualTo(45_000);
        assertThat(second.total().processingTime().average()).isEqualTo(22_500);
        assertThat(mongo.all(MINUTES)).noneMatch(minute -> minute.getBoolean("dirty"));
    }

    @Test
    void countsNothingForWhatIsMadeToShowAnImage() {
        assertThat(facts.concerns(Events.of("ada", NOON).prepared(256))).isFalse();
        assertThat(facts.concerns(Events.of("ada", NOON).stored())).isTrue();
    }

    @Test
    void leavesAMinuteMarkedThatWasMarkedAgainMeanwhile() {
        Events events = Events.of("ada", NOON);
        aggregate(events.queued());
        Document before = mongo.all(MINUTES).get(0);
        rollups.recompute();
        aggregate(events.failed(Duration.ofSeconds(1)));
        Document after = mongo.all(MINUTES).get(0);
        assertThat(after.getBoolean("dirty")).isTrue();
        assertThat(after.getLong("version")).isGreaterThan(before.getLong("version"));
    }

    @Test
    void endsExactWhenManyWriteAndManyRecomputeAtOnce() throws Exception {
        List<ImageEvent> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Events events = Events.of("ada", NOON.plusSeconds(i % 7 * 30));
            records.add(events.queued());
            records.add(i % 3 == 0 ? events.failed(Duration.ofSeconds(i)) : events.processed(Duration.ofSeconds(i)));
        }
        records.addAll(List.copyOf(records));
        Collections.shuffle(records, new Random(7));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> work = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            List<ImageEvent> share = records.subList(writer * records.size() / 4, (writer + 1) * records.size() / 4);
            work.add(threads.submit(() -> share.forEach(this::aggregate)));
        }
        for (int instance = 0; instance < 2; instance++) {
            work.add(threads.submit(() -> {
                for (int round = 0; round < 20; round++) {
                    rollups.recompute();
                }
            }));
        }
        for (Future<?> done : work) {
            done.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        rollups.recompute();

        Tally all = new Tally();
        mongo.all(MINUTES).forEach(minute -> all.add(Tally.read(minute)));
        assertThat(all.total().received()).isEqualTo(60);
        assertThat(all.total().failed()).isEqualTo(20);
        assertThat(all.total().processed()).isEqualTo(40);
        assertThat(all.total().totalTime().count()).isEqualTo(40);
    }

    @Test
    void tellsHowLongTheOldestJobThatHasNotEndedHasBeenWaiting() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Clock clock = Clock.fixed(NOON.plusSeconds(90), ZoneOffset.UTC);
        Backlog backlog = new Backlog(mongo.database(), meters, clock);
        Events ended = Events.of("ada", NOON);
        Events waiting = Events.of("ada", NOON.plusSeconds(30));
        Events younger = Events.of("ada", NOON.plusSeconds(60));
        aggregate(Events.of("ada", NOON).stored());
        aggregate(ended.queued());
        aggregate(younger.queued());
        aggregate(waiting.queued());
        aggregate(ended.processed(Duration.ofSeconds(1)));

        backlog.measure();
        assertThat(meters.get("pixpro.jobs.oldest.age").gauge().value()).isEqualTo(60);

        aggregate(waiting.failed(Duration.ofSeconds(1)));
        aggregate(younger.failed(Duration.ofSeconds(1)));
        backlog.measure();
        assertThat(meters.get("pixpro.jobs.oldest.age").gauge().value()).isZero();
    }

    private void aggregate(ImageEvent event) {
        mongo.write(FACTS, facts.writes(event));
        mongo.write(MINUTES, dirty.marks(event));
    }

    private Tally minute(String id) {
        return Tally.read(mongo.all(MINUTES).stream()
                .filter(minute -> minute.getString("_id").equals(id))
                .findFirst()
                .orElseThrow());
    }
}
