package pixpro.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pixpro.event.ImageQueued;
import pixpro.event.SampleEvents;

class WorkInHandTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final WorkInHand inHand = new WorkInHand(Clock.fixed(NOW, ZoneOffset.UTC));
    private final ImageQueued job = SampleEvents.queued();

    @Test
    void tellsOfAJobFromItsBeginningToItsEnd() {
        Runnable end = inHand.begin(job);
        assertThat(inHand.now()).containsExactly(Map.entry(job.job().id(), new Work("enhance", 1, 1, NOW, NOW)));

        end.run();
        assertThat(inHand.now()).isEmpty();
    }

    @Test
    void holdsAJobThatCameTwiceUntilTheLaterOfTheTwoEnds() {
        Runnable first = inHand.begin(job);
        Runnable second = inHand.begin(job);

        first.run();
        assertThat(inHand.now()).containsOnlyKeys(job.job().id());
        second.run();
        assertThat(inHand.now()).isEmpty();
    }
}
