package pixpro.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a fixed number of requests through at once, in the order they came, and a bounded number wait. A request's body
 * is read only once it is let in, so that those who wait cost a thread and no memory.
 */
final class Turnstile {
    private final Semaphore places;
    private final int concurrency;
    private final int queue;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    Turnstile(int concurrency, int queue) {
        this.places = new Semaphore(concurrency, true);
        this.concurrency = concurrency;
        this.queue = queue;
    }

    /** Waits for a place; throws {@link ApiError} 503 if too many wait already or the engine stops. */
    void enter() throws InterruptedException {
        if (closed) {
            throw stopping();
        }
        if (!places.tryAcquire()) {
            if (waiting.incrementAndGet() > queue) {
                waiting.decrementAndGet();
                throw new ApiError(503, "server busy, please try again.  maximum pending requests exceeded");
            }
            try {
                places.acquire();
            } finally {
                waiting.decrementAndGet();
            }
        }
        if (closed) {
            places.release();
            throw stopping();
        }
    }

    void leave() {
        places.release();
    }

    /** Lets nobody in any more and waits for those inside; says whether all have left in time. */
    boolean close(Duration patience) throws InterruptedException {
        closed = true;
        boolean empty = places.tryAcquire(concurrency, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (empty) {
            places.release(concurrency);
        }
        return empty;
    }

    private static ApiError stopping() {
        return new ApiError(503, "server is stopping, please try again");
    }
}
