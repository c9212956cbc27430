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

    private final AtomicBoolean startPlanned = new AtomicBoolean();
    private final AtomicBoolean awayTold = new AtomicBoolean();
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "announcements-start");
        thread.setDaemon(true);
        return thread;
    });

    AnnouncementListener() {
        setSubscriptionExecutor(new SimpleAsyncTaskExecutor("announcements-subscription-"));
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
            LOG.info("listening for announcements");
        } catch (RuntimeException e) {
            tellAway(e);
            startIn(RETRY_MILLIS);
        }
    }

    /** Once per outage: what is missed meanwhile comes from the inbox. */
    private void tellAway(Throwable cause) {
        if (awayTold.compareAndSet(false, true)) {
            LOG.warn("announcements wait for Redis reason={}", cause.getMessage());
        }
    }

    @Override
    public void destroy() throws Exception {
        starter.shutdownNow();
        super.destroy();
    }
}
