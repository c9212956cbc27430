package pixpro.notify;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Holds the subscription to Redis. A subscription that breaks is taken up again by the container; a first one that fails
 * is not, so the start is tried here until it passes, beside PixPro's own: that does not need Redis.
 */
class AnnouncementListener extends RedisMessageListenerContainer {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementListener.class);
    private static final long RETRY_MILLIS = 1000;

    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "announcements-start");
        thread.setDaemon(true);
        return thread;
    });

    AnnouncementListener() {
        setRecoveryBackoff(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
        setSubscriptionExecutor(new SimpleAsyncTaskExecutor("announcements-subscription-"));
    }

    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        starter.execute(() -> tryToStart(true));
    }

    private void tryToStart(boolean first) {
        try {
            start();
            LOG.info("listening for announcements");
        } catch (RuntimeException e) {
            // otherwise the container takes itself for started and the next attempt does nothing
            stop();
            if (first) {
                LOG.warn("announcements wait for Redis reason={}", e.getMessage());
            }
            if (!starter.isShutdown()) {
                starter.schedule(() -> tryToStart(false), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void destroy() throws Exception {
        starter.shutdownNow();
        super.destroy();
    }
}
