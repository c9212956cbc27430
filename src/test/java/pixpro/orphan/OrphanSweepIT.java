package pixpro.orphan;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import pixpro.event.EventCodec;
import pixpro.event.Events;
import pixpro.event.ImageEvent;
import pixpro.event.Topics;
import pixpro.kafka.KafkaSettings;
import pixpro.local.OnLocalStack;
import pixpro.mongodb.Collections;
import pixpro.mongodb.TestDatabase;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StoredObject;

/** The sweep on real object storage, topics and MongoDB; only its clock is a day ahead. */
@OnLocalStack
class OrphanSweepIT {

    private static final Duration GRACE = Duration.ofHours(24);
    private static final Clock TOMORROW = Clock.offset(Clock.systemUTC(), GRACE.plusHours(1));

    @TempDir
    private Path folder;

    @Autowired
    private ObjectStorage storage;

    @Autowired
    private MongoDatabase database;

    @Autowired
    private KafkaSettings kafka;

    @Autowired
    private EventCodec codec;

    @Autowired
    private ProducerTemplate camel;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestDatabase elsewhere = new TestDatabase();

    @AfterEach
    void close() {
        elsewhere.close();
    }

    @Test
    void removesWhatWasNeverAnnouncedAndNothingElse() throws Exception {
        Events ended = Events.of("ada", Instant.now());
        String result = ObjectKeys.result(ended.image().id(), ended.job().id());
        String step = ObjectKeys.step(ended.image().id(), ended.job().id(), 1);
        Events failed = Events.of("ada", Instant.now());
        String lost = ObjectKeys.result(failed.image().id(), failed.job().id());
        String shown = ObjectKeys.thumbnail(ended.image().id(), 256);
        String older = ObjectKeys.thumbnail(ended.image().id(), 300);
        String awaited = ObjectKeys.thumbnail(failed.image().id(), 256);
        String never = ObjectKeys.original(UUID.randomUUID().toString());
        for (String key : List.of(
                ended.image().objectKey(),
                result,
                step,
                failed.image().objectKey(),
                lost,
                never,
                shown,
                older,
                awaited)) {
            store(key);
        }
        store("images/of-somebody/else");
        publish(Topics.IMAGE_PROCESSED, ended.processed(Duration.ofSeconds(1)));
        publish(Topics.IMAGE_PROCESSED, ended.prepared(256));
        publish(Topics.IMAGE_PROCESSED_ERROR, failed.failed(Duration.ofSeconds(1)));
        awaitProjection();

        assertThat(keys(sweep(Clock.systemUTC(), database, true)))
                .as("within the grace period")
                .isEmpty();
        assertThat(keys(sweep(TOMORROW, database, false))).contains(never, step, lost, older);
        assertThat(storage.stat(never)).as("only counted").isPresent();

        sweep(TOMORROW, database, true);

        assertGone(never, step, lost, older);
        assertThere(
                ended.image().objectKey(),
                result,
                failed.image().objectKey(),
                shown,
                awaited,
                "images/of-somebody/else");
        assertThat(meters.counter("pixpro.orphans.removed").count()).isGreaterThanOrEqualTo(3);
        assertThat(meters.counter("pixpro.orphans.removed.bytes").count()).isPositive();
    }

    @Test
    void removesNothingThatTheTopicsNameWhenTheLibraryIsEmpty() throws Exception {
        Events ended = Events.of("ada", Instant.now());
        Events waiting = Events.of("ada", Instant.now());
        String result = ObjectKeys.result(ended.image().id(), ended.job().id());
        for (String key :
                List.of(ended.image().objectKey(), result, waiting.image().objectKey())) {
            store(key);
        }
        publish(Topics.IMAGE_PROCESSED, ended.processed(Duration.ofSeconds(1)));
        publish(Topics.IMAGE_PROCESS, waiting.queued());
        awaitProjection();

        sweep(TOMORROW, elsewhere.database(), true);

        assertThere(ended.image().objectKey(), result, waiting.image().objectKey());
    }

    @Test
    void isDoneByOneInstanceAtATime() {
        SweepTurn one = new SweepTurn(elsewhere.database());
        SweepTurn other = new SweepTurn(elsewhere.database());
        Instant now = Instant.now();

        assertThat(one.take(now, GRACE)).isTrue();
        assertThat(other.take(now.plusSeconds(1), GRACE)).isFalse();
        assertThat(other.take(now.plus(GRACE).plusSeconds(1), GRACE)).isTrue();
        assertThat(elsewhere.all(Collections.SWEEPS)).hasSize(1);
    }

    private List<StoredObject> sweep(Clock clock, MongoDatabase library, boolean remove) throws IOException {
        return new OrphanSweep(
                        new OrphanSettings(GRACE, GRACE, remove),
                        storage,
                        new KnownObjects(library),
                        new Ledger(kafka.brokers(), codec, () -> false),
                        new SweepTurn(library),
                        meters,
                        clock)
                .sweep();
    }

    private void awaitProjection() {
        Ledger ledger = new Ledger(kafka.brokers(), codec, () -> false);
        await().atMost(60, SECONDS).until(() -> ledger.lag() == 0);
    }

    private void publish(String topic, ImageEvent event) {
        camel.sendBodyAndHeader(
                "kafka:" + topic,
                codec.encode(event),
                "kafka.KEY",
                event.image().id());
    }

    private void store(String key) throws IOException {
        storage.put(key, Files.writeString(folder.resolve(UUID.randomUUID().toString()), key), "image/png");
    }

    private static List<String> keys(List<StoredObject> objects) {
        return objects.stream().map(StoredObject::key).toList();
    }

    private void assertGone(String... keys) throws IOException {
        for (String key : keys) {
            assertThat(storage.stat(key)).as(key).isEmpty();
        }
    }

    private void assertThere(String... keys) throws IOException {
        for (String key : keys) {
            assertThat(storage.stat(key)).as(key).isPresent();
        }
    }
}
