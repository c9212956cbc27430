package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/**
 * How long somebody who is away is waited for: for ever, but no longer than PixPro runs. A shutdown would otherwise wait for
 * them, too, until its time is up.
 *
 * <p>The record that was given up is not committed. Nor is the next one: by the time PixPro stops, its consumers hand out
 * nothing more (see {@link pixpro.kafka.CamelImpatientKafka}).
 */
public class WhileRunning implements Predicate {

    @Override
    public boolean matches(Exchange exchange) {
        return !exchange.getContext().isStopping();
    }
}
