package pixpro.retry;

import java.time.Instant;
import pixpro.event.ImageQueued;

/**
 * A failed job that is to be queued again, and that nobody else queues meanwhile.
 *
 * @param event says so to the log
 * @param takenAt when it was taken
 */
public record RetryOrder(ImageQueued event, Instant takenAt) {}
