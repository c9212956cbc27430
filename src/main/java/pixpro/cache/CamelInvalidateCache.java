package pixpro.cache;

import com.mongodb.MongoException;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import pixpro.http.Caller;

/**
 * {@code .policy("invalidateCache")}, in YAML {@code policy: {ref: invalidateCache}}: what is inside writes something of the
 * owner's, and when it is done, however it ended, nothing that was cached for the owner before holds any more. The owner is
 * the caller, or whom the variable {@code owner} names. If that cannot be written down, the write is not acknowledged.
 */
class CamelInvalidateCache implements Policy {

    private static final String OWNER = "owner";

    private final Generations generations;
    private final CacheCounts counts;

    CamelInvalidateCache(Generations generations, CacheCounts counts) {
        this.generations = generations;
        this.counts = counts;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // nothing to prepare
    }

    @Override
    public Processor wrap(Route route, Processor inside) {
        return exchange -> {
            inside.process(exchange);
            invalidate(exchange);
        };
    }

    private void invalidate(Exchange exchange) {
        Caller caller = exchange.getProperty(Caller.PROPERTY, Caller.class);
        String owner = caller == null ? exchange.getVariable(OWNER, String.class) : caller.id();
        if (owner == null) {
            throw new IllegalStateException("nobody says whose cached answers are to be invalidated");
        }
        try {
            generations.renew(owner);
            counts.add(CacheCounts.Event.INVALIDATION);
        } catch (MongoException e) {
            // who failed already says so
            if (exchange.getException() == null) {
                throw e;
            }
        }
    }
}
