package pixpro.failure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

/**
 * Counts the tries that the network, a backend or a fault of PixPro's own spoiled, and is true while there may be another.
 * Camel's own counter would count the times a job only waited, too, and is a header that a step of the route may wash away.
 *
 * <p>A try of a backend that has been failing everybody is the backend's trial, not the job's, and is not counted. It is
 * bounded by time all the same, for it may be this job that makes the backend fail: as long as it is the only one, nobody
 * can tell.
 *
 * <p>A fault of our own gets other tries, too: an instance that was frozen wakes in the middle of a job that another has
 * ended meanwhile, and whatever breaks under it then is no reason to call the job failed.
 */
public class TriesLeft implements Processor, Predicate {

    private static final String FAILURES = "failures";
    private static final String TRIAL_SINCE = "trialSince";

    private final int attempts;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param attempts tries in all
     * @param patience how long a job may go on trying a backend that fails everybody
     * @param clock tells how long that is
     */
    public TriesLeft(int attempts, Duration patience, Clock clock) {
        this.attempts = attempts;
        this.patience = patience;
        this.clock = clock;
    }

    /** To be called when a failure occurs; one that is no failed try takes the try back. */
    @Override
    public void process(Exchange exchange) {
        Fault fault = Fault.of(exchange.getException());
        if (fault == Fault.NETWORK && exchange.getVariable("trial", false, Boolean.class)) {
            exchange.setVariable(TRIAL_SINCE, exchange.getVariable(TRIAL_SINCE, clock.instant(), Instant.class));
        } else if (fault == Fault.NETWORK || fault == Fault.OWN) {
            add(exchange, FAILURES, 1);
        } else if (fault == Fault.NOT_NOW) {
            add(exchange, "attempts", -1);
        }
    }

    @Override
    public boolean matches(Exchange exchange) {
        Instant trialSince = exchange.getVariable(TRIAL_SINCE, clock.instant(), Instant.class);
        return count(exchange, FAILURES) < attempts && clock.instant().isBefore(trialSince.plus(patience));
    }

    private static void add(Exchange exchange, String counter, int more) {
        exchange.setVariable(counter, Math.max(0, count(exchange, counter) + more));
    }

    private static int count(Exchange exchange, String counter) {
        return exchange.getVariable(counter, 0, Integer.class);
    }
}
