package pixpro.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.event.SampleEvents;

class CapacityWaitTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @BeforeEach
    void aJobAtItsSecondTry() {
        exchange.setVariable("event", SampleEvents.queued());
        exchange.setVariable("attempts", 2);
    }

    @Test
    void waitsLongerEachTimeUpToAMinute() {
        List<Long> delays = new ArrayList<>();
        for (int refusal = 0; refusal < 9; refusal++) {
            delays.add(refusedFor(null));
        }

        assertThat(delays).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 32_000L, 60_000L, 60_000L);
    }

    @Test
    void comesWhenItIsToldButNeverTooLate() {
        assertThat(refusedFor(Duration.ofSeconds(7))).isEqualTo(7000);
        assertThat(refusedFor(Duration.ZERO)).isEqualTo(1000);
        assertThat(refusedFor(Duration.ofDays(1000))).isEqualTo(300_000);
    }

    @Test
    void takesTheTryBack() {
        refusedFor(null);

        assertThat(exchange.getVariable("attempts")).isEqualTo(1);
    }

    @Test
    void leavesOtherFailuresAlone() {
        exchange.setException(new BackendException("ollama", "502", null));

        at(START).process(exchange);

        assertThat(exchange.getVariable("attempts")).isEqualTo(2);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void losesPatienceByTheClock() {
        refusedFor(null);

        assertThat(at(START.plus(Duration.ofMinutes(29))).matches(exchange)).isTrue();
        assertThat(at(START.plus(Duration.ofMinutes(30))).matches(exchange)).isFalse();
    }

    private long refusedFor(Duration retryAfter) {
        exchange.setException(new CapacityException("ollama", retryAfter));
        at(START).process(exchange);
        return exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY, Long.class);
    }

    private static CapacityWait at(Instant now) {
        return new CapacityWait(Duration.ofMillis(500), Duration.ofMinutes(30), Clock.fixed(now, ZoneOffset.UTC));
    }
}
