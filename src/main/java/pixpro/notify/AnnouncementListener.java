package pixpro.notify;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Holds the subscription to Redis: taken up beside PixPro's own start, which does not need Redis, and again whenever it
 * breaks.
 *
 * <p>The container's own recovery is not used: it runs within the container's lock, one call deeper with each attempt
 * that fails, so that {@link #stop} in the middle of an outage waits for that lock for ever.
 */
class AnnouncementListener extends RedisMessageListenerContainer {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementListener.class);
    private static final long RETRY_MILLIS = 1000;

    /** While Redis is away, as seldom as this many attempts: what is missed is looked for elsewhere, at a cost. */
    private static final int ATTEMPTS_PER_MISS = 5;

    private final String what;
    private final Runnable missed;
    private final AtomicBoolean startPlanned = new AtomicBoolean();
    private final AtomicBoolean awayTold = new AtomicBoolean();
    private final ScheduledExecutorService starter;
    private int attempts;

    /**
     * @param what is listened for, for logs and threads
     * @param missed is run when something may have been missed: after an outage, and every few seconds while it lasts
     */
    AnnouncementListener(String what, Runnable missed) {
        this.what = what;
        this.missed = missed;
        starter = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, what + "-start");
            thread.setDaemon(true);
            return thread;
        });
        setSubscriptionExecutor(new SimpleAsyncTaskExecutor(what + "-subscription-"));
    }

    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        startIn(0);
    }

    @Override
    protected void handleSubscriptionException(
            CompletableFuture<Void> future, BackOffExecution backOff, Throwable cause) {
        future.completeExceptionally(cause);
        tellAway(cause);
        startIn(RETRY_MILLIS);
    }

    private void startIn(long millis) {
        if (!starter.isShutdown() && startPlanned.compareAndSet(false, true)) {
            starter.schedule(this::startAfresh, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void startAfresh() {
        startPlanned.set(false);
        // otherwise the container takes itself for started and does nothing
        stop();
        try {
            start();
            awayTold.set(false);
            attempts = 0;
            LOG.info("listening for {}", what);
            missed.run();
        } catch (RuntimeException e) {
            tellAway(e);
            if (++attempts % ATTEMPTS_PER_MISS == 0) {
                missed.run();
            }
            startIn(RETRY_MILLIS);
        }
    }

    /** Once per outage: what is missed meanwhile comes from the inbox, or is progress and nobody's loss. */
    private void tellAway(Throwable cause) {
        if (awayTold.compareAndSet(false, true)) {
            LOG.warn("no {} while Redis is away reason={}", what, cause.getMessage());
        }
    }

    @Override
    public void destroy() throws Exception {
        starter.shutdownNow();
        super.destroy();
    }
}
