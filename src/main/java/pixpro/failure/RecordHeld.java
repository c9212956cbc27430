package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.kafka.RecordLease;

/**
 * True while the work on the exchange's record is still this instance's to end. Who was frozen while another instance took
 * the record over must not say how it ended: the other one does, and two ends of one job may differ.
 */
public class RecordHeld implements Predicate {

    private static final Logger LOG = LoggerFactory.getLogger(RecordHeld.class);

    @Override
    public boolean matches(Exchange exchange) {
        if (!(exchange.getProperty(KeepCommit.PROPERTY) instanceof RecordLease lease)) {
            // read in order, by a consumer that does nothing else meanwhile
            return true;
        }
        try {
            boolean held = lease.isHeld();
            if (!held) {
                LOG.info("record_left route={} to=whoever holds its partition now", exchange.getFromRouteId());
            }
            return held;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
