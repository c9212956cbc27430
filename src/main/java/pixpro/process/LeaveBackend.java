package pixpro.process;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step after a call, however it ended: gives its slot back, notes what the call tells of the backend, and lets go of
 * a request that was not sent to its end.
 */
public class LeaveBackend implements Processor {

    /** Variable: how far the call got; unset before the request was ready. */
    static final String REACHED = "reached";

    static final String ASKED = "asked";
    static final String ANSWERED = "answered";

    private final BackendSlots slots;
    private final BackendRegistry registry;

    public LeaveBackend(BackendSlots slots, BackendRegistry registry) {
        this.slots = slots;
        this.registry = registry;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        ModelCall call = exchange.getVariable("call", ModelCall.class);
        String reached = exchange.getVariable(REACHED, String.class);
        if (reached == null) {
            registry.health(call.backend()).breaker().releasePermission();
        } else {
            boolean answered = ANSWERED.equals(reached);
            note(call, answered ? null : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        }
        exchange.removeVariable(REACHED);
        slots.leave(call);
        if (exchange.getMessage().getBody() instanceof InputStream unsent) {
            exchange.getMessage().setBody(null);
            unsent.close();
        }
    }

    private void note(ModelCall call, Exception failure) {
        BackendHealth health = registry.health(call.backend());
        CircuitBreaker breaker = health.breaker();
        if (failure instanceof CapacityException refusal) {
            health.refused(refusal.retryAfter());
            breaker.releasePermission();
        } else if (Unreached.is(failure)) {
            registry.lost(call.backend(), failure.toString());
            breaker.releasePermission();
        } else if (failure instanceof IOException) {
            breaker.onError(0, TimeUnit.MILLISECONDS, failure);
        } else {
            health.answered();
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }
}
