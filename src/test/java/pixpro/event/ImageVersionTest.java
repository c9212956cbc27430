package pixpro.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImageVersionTest {

    private static final Instant THEN = Instant.parse("2026-11-23T20:00:00.120Z");

    @Test
    void growsWithAJobAndWithEachJobAfterIt() {
        Events first = Events.of("ada", THEN);
        Job again = new Job(
                "again", "enhance", null, THEN.plusMillis(1), first.job().id());

        assertThat(new long[] {
                    ImageVersion.of(first.stored()),
                    ImageVersion.underWay(THEN),
                    ImageVersion.of(first.processed(Duration.ofHours(1))),
                    ImageVersion.of(new ImageQueued(first.image(), again)),
                    ImageVersion.underWay(again.queuedAt()),
                    ImageVersion.ended(again.queuedAt())
                })
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void isTheSameHoweverAJobEndsAndHoweverOftenItIsTold() {
        Events events = Events.of("ada", THEN);

        assertThat(ImageVersion.of(events.failed(Duration.ofSeconds(1))))
                .isEqualTo(ImageVersion.of(events.failed(Duration.ofSeconds(9))))
                .isEqualTo(ImageVersion.of(events.processed(Duration.ofSeconds(1))))
                .isEqualTo(ImageVersion.ended(THEN));
        assertThat(ImageVersion.of(events.queued())).isEqualTo(ImageVersion.waiting(THEN));
    }

    @Test
    void makesNothingLateByTellingHowAnImageLooks() {
        Events events = Events.of("ada", THEN);

        assertThat(ImageVersion.of(events.prepared(256)))
                .isEqualTo(ImageVersion.of(events.unprepared()))
                .isLessThanOrEqualTo(ImageVersion.of(events.stored()))
                .isLessThanOrEqualTo(ImageVersion.of(events.queued()));
    }

    @Test
    void isReadByEveryClientAsItIs() {
        assertThat(ImageVersion.ended(Instant.parse("2100-01-01T00:00:00Z"))).isLessThan(1L << 53);
        assertThat(ImageVersion.waiting(null)).isZero();
    }
}
