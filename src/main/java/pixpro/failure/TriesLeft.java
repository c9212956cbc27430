package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

/**
 * Counts the tries that the network or a backend spoiled, and is true while there may be another. Camel's own counter
 * would count the times a job only waited, too, and is a header that a step of the route may wash away.
 */
public class TriesLeft implements Processor, Predicate {

    private static final String FAILURES = "failures";

    private final int attempts;

    /** @param attempts tries in all */
    public TriesLeft(int attempts) {
        this.attempts = attempts;
    }

    /** To be called when a failure occurs; those that are no failed try do not count. */
    @Override
    public void process(Exchange exchange) {
        if (Fault.of(exchange.getException()) == Fault.NETWORK) {
            exchange.setVariable(FAILURES, failures(exchange) + 1);
        }
    }

    @Override
    public boolean matches(Exchange exchange) {
        return failures(exchange) < attempts;
    }

    private static int failures(Exchange exchange) {
        return exchange.getVariable(FAILURES, 0, Integer.class);
    }
}
