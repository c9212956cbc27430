package pixpro.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.event.ImageQueued;

/**
 * What happens when a backend has no room: says when to come again, and takes the try back, for it was none. As a
 * condition: whether the job still waits.
 */
public class CapacityWait implements Processor, Predicate {

    private static final Logger LOG = LoggerFactory.getLogger(CapacityWait.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** However long a server asks to be left alone, the job looks again then. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final Duration first;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param first delay after the first refusal; doubled for each further one, up to a minute
     * @param patience how long a job waits in all
     * @param clock tells how long it has waited
     */
    public CapacityWait(Duration first, Duration patience, Clock clock) {
        this.first = first;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        CapacityException refusal = exchange.getException(CapacityException.class);
        if (refusal == null) {
            // Camel keeps calling the one it called first, whatever a later try failed with
            return;
        }
        int waits = exchange.getVariable("capacityWaits", 0, Integer.class);
        Instant since = exchange.getVariable("waitingSince", clock.instant(), Instant.class);
        exchange.setVariable("capacityWaits", waits + 1);
        exchange.setVariable("waitingSince", since);
        exchange.setVariable("attempts", exchange.getVariable("attempts", 1, Integer.class) - 1);
        Duration delay = delay(refusal, waits);
        exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, delay.toMillis());
        LOG.info(
                "job_waits job={} backend={} since={} for={}",
                exchange.getVariable("event", ImageQueued.class).job().id(),
                refusal.backend(),
                since,
                delay);
    }

    /** True as long as the job's patience lasts. */
    @Override
    public boolean matches(Exchange exchange) {
        Instant since = exchange.getVariable("waitingSince", clock.instant(), Instant.class);
        return clock.instant().isBefore(since.plus(patience));
    }

    private Duration delay(CapacityException refusal, int waits) {
        Duration grown = first.multipliedBy(1L << Math.min(waits, 16));
        Duration own = grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
        Duration asked = refusal.retryAfter();
        if (asked == null || asked.compareTo(own) < 0) {
            return own;
        }
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }
}
