package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LastNumbersTest {

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final LastNumbers numbers = new LastNumbers(clock);

    @Test
    void knowsTheHighestNumberOfEachOwnerForAMoment() {
        numbers.note("ada", 7);
        numbers.note("ada", 6);
        numbers.note("bob", 3);

        assertThat(numbers.of("ada")).hasValue(7);
        assertThat(numbers.of("bob")).hasValue(3);
        assertThat(numbers.of("eve")).isEmpty();

        now = now.plus(Duration.ofSeconds(11));
        assertThat(numbers.of("ada")).isEmpty();
    }
}
