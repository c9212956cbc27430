package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Route;

/**
 * True in the one consumer group that puts unreadable records into quarantine. Up to four groups read a topic and none
 * can read such a record, so that each would put it there. The projection's group is the one that reads every topic and
 * has no other reason to let a record wait.
 */
public class QuarantineDuty implements Predicate {

    private static final String STAGE = "project";

    @Override
    public boolean matches(Exchange exchange) {
        return STAGE.equals(stageOf(exchange));
    }

    /** @return the stage whose route took the record; its consumer group is called after it */
    static String stageOf(Exchange exchange) {
        Route route = exchange.getContext().getRoute(exchange.getFromRouteId());
        return route == null ? null : route.getGroup();
    }
}
