package pixpro.process;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import pixpro.process.BackendSettings.Backend;

/**
 * Who may call a backend now: no more calls at once than it is said to take (a bulkhead), none while its circuit breaker
 * is open, and one only to try whether it works again.
 */
public class BackendSlots {

    private final Map<String, Semaphore> free = new HashMap<>();
    private final BackendRegistry registry;

    /**
     * @param backends by name
     * @param registry has their circuit breakers
     */
    public BackendSlots(Map<String, Backend> backends, BackendRegistry registry) {
        // fair, so that the job that has waited longest goes first
        backends.forEach((name, backend) -> free.put(name, new Semaphore(backend.concurrency(), true)));
        this.registry = registry;
    }

    /**
     * Waits for a slot, no longer than a call to the backend may take. Whoever gets one gives it {@link #leave back}.
     *
     * @param call to which backend
     * @return whether the call is a trial: the backend failed lately, and is to show whether it works again
     * @throws CapacityException if none became free
     * @throws BackendAwayException if the backend is not to be called now
     * @throws InterruptedException if PixPro stops
     */
    public boolean enter(ModelCall call) throws CapacityException, BackendAwayException, InterruptedException {
        long patience = call.settings().timeout().toMillis();
        if (!free.get(call.backend()).tryAcquire(patience, TimeUnit.MILLISECONDS)) {
            throw new CapacityException(call.backend(), null);
        }
        CircuitBreaker breaker = registry.health(call.backend()).breaker();
        boolean trial = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        if (!breaker.tryAcquirePermission()) {
            leave(call);
            throw new BackendAwayException(call.backend() + " failed too often lately");
        }
        return trial;
    }

    /** @param call whose slot becomes free */
    public void leave(ModelCall call) {
        free.get(call.backend()).release();
    }

    /**
     * @param backend a configured backend's name
     * @return how many calls could begin now
     */
    public int free(String backend) {
        return free.get(backend).availablePermits();
    }
}
