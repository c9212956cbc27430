package pixpro.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pixpro.event.Events;
import pixpro.event.ImageEvent;
import pixpro.event.Orders;
import pixpro.ingest.PastImages;
import pixpro.mongodb.Collections;
import pixpro.mongodb.TestDatabase;
import pixpro.storage.ObjectKeys;

class ProjectionIT {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final Duration LATER = Duration.ofSeconds(4);

    private static TestDatabase mongo;

    private final ImageProjection images = new ImageProjection();
    private final JobProjection jobs = new JobProjection(new ObjectMapper().registerModule(new JavaTimeModule()));

    @BeforeAll
    static void connect() {
        mongo = new TestDatabase();
    }

    @AfterAll
    static void disconnect() {
        mongo.close();
    }

    @Test
    void endsTheSameInWhateverOrderAndHoweverOftenRecordsCome() {
        Events events = Events.of("ada", NOON);
        assertOneOutcome(
                events, List.of(events.queued(), events.queued(), events.processed(LATER), events.processed(LATER)));
        assertOneOutcome(events, List.of(events.queued(), events.queued(), events.failed(LATER), events.failed(LATER)));
    }

    @Test
    void neverChangesATerminalStatus() {
        Events events = Events.of("ada", NOON);
        for (List<ImageEvent> order :
                Orders.<ImageEvent>of(List.of(events.queued(), events.processed(LATER), events.failed(LATER)))) {
            forget(events);
            String first = null;
            for (ImageEvent event : order) {
                project(event);
                String status = job(events).getString("status");
                if (first == null && !status.equals(JobStatus.QUEUED)) {
                    first = status;
                }
                assertThat(status).isEqualTo(first == null ? JobStatus.QUEUED : first);
            }
            assertThat(job(events).containsKey("result")).isEqualTo(JobStatus.PROCESSED.equals(first));
            assertThat(job(events).containsKey("error")).isEqualTo(JobStatus.FAILED.equals(first));
        }
    }

    @Test
    void tellsAdminsWhereAJobFailed() {
        Events events = Events.of("ada", NOON);
        project(events.failed(LATER));
        assertThat(job(events).get("error", Document.class))
                .containsEntry("code", "model-error")
                .containsEntry("stage", "process")
                .containsEntry("route", "effect-enhance");
    }

    @Test
    void notesARetryAtBothJobsInWhateverOrderItsRecordsCome() {
        Events first = Events.of("ada", NOON);
        Events again = first.again(UUID.randomUUID().toString(), LATER);
        List<ImageEvent> afterTheFirstWasQueued =
                List.of(first.failed(LATER), again.queued(), again.processed(LATER), again.processed(LATER));
        Set<Object> outcomes = Orders.of(afterTheFirstWasQueued).stream()
                .map(order -> {
                    forget(first);
                    forget(again);
                    project(first.queued());
                    order.forEach(this::project);
                    return List.of(job(first), job(again));
                })
                .collect(Collectors.toSet());
        assertThat(outcomes).hasSize(1);
        assertThat(job(first))
                .containsEntry("status", JobStatus.FAILED)
                .containsEntry("retriedBy", again.job().id())
                .doesNotContainKey("retryOf");
        assertThat(job(again))
                .containsEntry("status", JobStatus.PROCESSED)
                .containsEntry("retryOf", first.job().id())
                .doesNotContainKey("retriedBy");
    }

    @Test
    void knowsAnImageWithoutAJob() {
        Events events = Events.of("ada", NOON);
        assertThat(jobs.concerns(events.stored())).isFalse();
        project(events.stored());
        assertThat(mongo.all(Collections.IMAGES))
                .anyMatch(image -> image.get("_id").equals(events.image().id()));
    }

    @Test
    void showsAnImageOnceItCanBeShownInWhateverOrderItsRecordsCome() {
        Events events = Events.of("ada", NOON);
        assertOneOutcome(
                events,
                List.of(events.queued(), events.unprepared(), events.prepared(256, 512), events.processed(LATER)));
        Document image = image(events);
        assertThat(image.getList("thumbnails", Document.class))
                .extracting(thumbnail -> thumbnail.getString("objectKey"))
                .containsExactly(
                        ObjectKeys.thumbnail(events.image().id(), 256),
                        ObjectKeys.thumbnail(events.image().id(), 512));
        assertThat(image).containsEntry("colour", "#a0703c").containsKey("placeholder");
        assertThat(jobs.concerns(events.prepared(256))).isFalse();
    }

    @Test
    void knowsThatAnImageCannotBeShown() {
        Events events = Events.of("ada", NOON);
        project(events.queued());
        assertThat(image(events)).doesNotContainKey("thumbnails");
        project(events.unprepared());
        assertThat(image(events).getList("thumbnails", Document.class)).isEmpty();
        assertThat(image(events)).doesNotContainKeys("colour", "placeholder");
    }

    @Test
    void findsAnImageOfBeforeOnceItKnowsWhatIsDoneWithIt() {
        Events events = Events.of("ada", NOON);
        PastOriginals past = new PastOriginals(mongo.client(), mongo.database());
        String sha256 = events.image().sha256();
        forgetAll();
        // from another topic, and so perhaps long before the job
        project(events.prepared(256));
        assertThat(past.find("ada", sha256)).isEmpty();

        project(events.queued());

        assertThat(past.find("ada", sha256).orElseThrow().jobs())
                .extracting(PastImages.PastJob::id)
                .containsExactly(events.job().id());
        assertThat(past.find("bob", sha256)).isEmpty();
        assertThat(past.has("ada", events.image().id())).isTrue();
        assertThat(past.has("bob", events.image().id())).isFalse();
    }

    @Test
    void keepsForeignFieldNamesAsText() {
        Events events = Events.of("ada", NOON);
        project(events.processed(LATER));
        assertThat(job(events).getString("params")).contains("\"$gt\":\"\"", "\"a.b\":1");
        assertThat(job(events).get("result", Document.class).getString("data")).isEqualTo("{\"$set.x\":\"y\"}");
    }

    private void assertOneOutcome(Events events, List<ImageEvent> records) {
        Set<Object> outcomes = Orders.of(records).stream()
                .map(order -> {
                    forget(events);
                    order.forEach(this::project);
                    return List.of(job(events), mongo.all(Collections.IMAGES));
                })
                .collect(Collectors.toSet());
        assertThat(outcomes).hasSize(1);
    }

    private void project(ImageEvent event) {
        if (jobs.concerns(event)) {
            mongo.write(Collections.JOBS, jobs.writes(event));
        }
        mongo.write(Collections.IMAGES, images.writes(event));
    }

    private static void forgetAll() {
        mongo.database().getCollection(Collections.JOBS).deleteMany(new Document());
        mongo.database().getCollection(Collections.IMAGES).deleteMany(new Document());
    }

    private static Document image(Events events) {
        return mongo.all(Collections.IMAGES).stream()
                .filter(image -> image.get("_id").equals(events.image().id()))
                .findFirst()
                .orElseThrow();
    }

    private static Document job(Events events) {
        return mongo.all(Collections.JOBS).stream()
                .filter(job -> job.get("_id").equals(events.job().id()))
                .findFirst()
                .orElseThrow();
    }

    private static void forget(Events events) {
        mongo.database()
                .getCollection(Collections.JOBS)
                .deleteOne(new Document("_id", events.job().id()));
        mongo.database()
                .getCollection(Collections.IMAGES)
                .deleteOne(new Document("_id", events.image().id()));
    }
}
