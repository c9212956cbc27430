package pixpro.process;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import pixpro.process.BackendSettings.Backend;

/** Bulkheads: no more calls to a backend at once than it is said to take. */
public class BackendSlots {

    private final Map<String, Semaphore> free = new HashMap<>();

    /** @param backends by name */
    public BackendSlots(Map<String, Backend> backends) {
        // fair, so that the job that has waited longest goes first
        backends.forEach((name, backend) -> free.put(name, new Semaphore(backend.concurrency(), true)));
    }

    /**
     * Waits for a slot, no longer than a call to the backend may take. Whoever gets one gives it {@link #leave back}.
     *
     * @param call to which backend
     * @throws CapacityException if none became free
     * @throws InterruptedException if PixPro stops
     */
    public void enter(ModelCall call) throws CapacityException, InterruptedException {
        long patience = call.settings().timeout().toMillis();
        if (!free.get(call.backend()).tryAcquire(patience, TimeUnit.MILLISECONDS)) {
            throw new CapacityException(call.backend(), null);
        }
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
