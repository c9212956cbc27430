package pixpro.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pixpro.event.Events;
import pixpro.storage.ObjectKeys;
import pixpro.storage.StoredObject;

class SuspectsTest {

    private static final Instant STORED = Instant.parse("2026-11-20T12:00:00Z");

    private final Events events = Events.of("ada", STORED);
    private final String image = events.image().id();
    private final String job = events.job().id();
    private final String original = events.image().objectKey();
    private final String result = ObjectKeys.result(image, job);
    private final String step = ObjectKeys.step(image, job, 1);
    private final String thumbnail = ObjectKeys.thumbnail(image, 256);
    private final Suspects suspects = new Suspects(places(original, result, step, thumbnail));

    @Test
    void areOrphansIfNobodySpeaksForThem() {
        assertThat(keys(Instant.MIN)).containsExactly(original, result, step, thumbnail);
    }

    @Test
    void areSparedWhileTheirJobHasNotEnded() {
        suspects.hear(events.queued());

        assertThat(keys(Instant.MIN)).isEmpty();
    }

    @Test
    void areOrphansAfterTheEndOfTheirJobUnlessItNamesThem() {
        suspects.hear(events.failed(Duration.ofSeconds(1)));
        suspects.hear(events.queued());
        suspects.hear(events.prepared(256));

        assertThat(keys(Instant.MIN)).as("in whatever order it was heard").containsExactly(result, step);
    }

    @Test
    void areOrphansIfTheyAreThumbnailsOfASizeThatWasNotAnnounced() {
        suspects.hear(events.prepared(512));

        assertThat(keys(Instant.MIN)).contains(thumbnail).doesNotContain(original);
    }

    @Test
    void areSparedIfTheyAreThumbnailsThatWereAnnounced() {
        suspects.hear(events.prepared(256, 512));
        suspects.hear(events.failed(Duration.ofSeconds(1)));

        assertThat(keys(Instant.MIN)).containsExactly(result, step);
    }

    @Test
    void areSparedWhenTheEndNamesThem() {
        suspects.hear(events.processed(Duration.ofSeconds(1)));

        String named = events.processed(Duration.ofSeconds(1)).result().objectKey();
        assertThat(keys(Instant.MIN)).doesNotContain(original, named).contains(step);
    }

    @Test
    void areSparedWhenARecordThatCannotBeReadMentionsTheirImage() {
        suspects.hear("{\"of a later version\": \"" + image + "\"}");

        assertThat(keys(Instant.MIN)).isEmpty();
    }

    @Test
    void areSparedWhenRecordsOfTheirTimeAreGone() {
        assertThat(keys(STORED)).isEmpty();
        assertThat(keys(STORED.minusSeconds(1))).hasSize(4);
    }

    @Test
    void areNoneOfPixProsIfTheirKeyIsNone() {
        for (String key : List.of(
                "backup/original",
                "images/x",
                "images/x/original/y",
                "images/x/results/y/z",
                "images/x/thumbnails/y")) {
            assertThat(Place.of(new StoredObject(key, 1, STORED))).as(key).isEmpty();
        }
    }

    private List<String> keys(Instant horizon) {
        return suspects.orphans(horizon).stream()
                .map(place -> place.object().key())
                .toList();
    }

    private static List<Place> places(String... keys) {
        return Stream.of(keys)
                .map(key -> Place.of(new StoredObject(key, 1, STORED)).orElseThrow())
                .toList();
    }
}
