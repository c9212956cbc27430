package pixpro.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import pixpro.process.BackendAwayException;
import pixpro.process.BackendException;
import pixpro.process.CapacityException;
import pixpro.process.JobFailedException;

class TriesLeftTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void endAfterTheConfiguredAttempts() {
        fail(new BackendException("ollama", "500", null), 2);
        assertThat(at(START).matches(exchange)).isTrue();

        fail(new BackendException("ollama", "500", null), 1);
        assertThat(at(START).matches(exchange)).isFalse();
    }

    @Test
    void endAsSoonWhenPixProItselfIsToBlame() {
        fail(new IllegalStateException("a bug"), 2);
        assertThat(at(START).matches(exchange)).isTrue();

        fail(new IllegalStateException("a bug"), 1);
        assertThat(at(START).matches(exchange)).isFalse();
    }

    @Test
    void doNotEndWhileABackendFailsEverybodyUntilPatienceDoes() {
        exchange.setVariable("trial", true);
        fail(new BackendException("ollama", "500", null), 100);

        assertThat(at(START.plus(Duration.ofHours(24)).minusSeconds(1)).matches(exchange))
                .isTrue();
        assertThat(at(START.plus(Duration.ofHours(24))).matches(exchange)).isFalse();
    }

    @Test
    void areGivenBackWhenABackendIsAwayOrFull() {
        exchange.setVariable("attempts", 2);
        fail(new BackendAwayException("breaker is open"), 1);
        assertThat(exchange.getVariable("attempts")).isEqualTo(1);
        fail(new CapacityException("ollama", Duration.ofSeconds(1)), 5);

        assertThat(exchange.getVariable("attempts")).isEqualTo(0);
        assertThat(at(START).matches(exchange)).isTrue();
    }

    @Test
    void areNotTouchedByAJobThatCannotSucceed() {
        exchange.setVariable("attempts", 2);
        fail(new JobFailedException("bad", "Bad."), 5);

        assertThat(exchange.getVariable("attempts")).isEqualTo(2);
        assertThat(at(START).matches(exchange)).isTrue();
    }

    private void fail(Exception failure, int times) {
        exchange.setException(failure);
        for (int i = 0; i < times; i++) {
            at(START).process(exchange);
        }
    }

    private static TriesLeft at(Instant now) {
        return new TriesLeft(3, Duration.ofHours(24), Clock.fixed(now, ZoneOffset.UTC));
    }
}
