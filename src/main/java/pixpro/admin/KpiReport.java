package pixpro.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pixpro.aggregate.Durations;
import pixpro.aggregate.EffectTally;

/**
 * KPIs of a span of time.
 *
 * @param from start, included, in whole minutes
 * @param to end, not included, in whole minutes
 * @param step length of each point of the series
 * @param received images taken in within the span, those included that were only stored
 * @param processed jobs that ended well within the span
 * @param failed jobs given up within the span
 * @param inProgress jobs that have not ended, now
 * @param processingTime from started to finished, of the processed
 * @param totalTime from queued to finished, of the processed
 * @param effects the same per effect, by its id
 * @param series the same per step
 */
public record KpiReport(
        Instant from,
        Instant to,
        Duration step,
        long received,
        long processed,
        long failed,
        long inProgress,
        Times processingTime,
        Times totalTime,
        Map<String, Effect> effects,
        List<Point> series) {

    /** One effect's share. */
    public record Effect(
            long received, long processed, long failed, long inProgress, Times processingTime, Times totalTime) {

        static Effect of(EffectTally tally, long inProgress) {
            return new Effect(
                    tally.received(),
                    tally.processed(),
                    tally.failed(),
                    inProgress,
                    Times.of(tally.processingTime()),
                    Times.of(tally.totalTime()));
        }
    }

    /**
     * One step of the series.
     *
     * @param at when it starts
     */
    public record Point(Instant at, long received, long processed, long failed, Times processingTime, Times totalTime) {

        static Point of(Instant at, EffectTally tally) {
            return new Point(
                    at,
                    tally.received(),
                    tally.processed(),
                    tally.failed(),
                    Times.of(tally.processingTime()),
                    Times.of(tally.totalTime()));
        }
    }

    /**
     * Milliseconds; all but the count are null when it is 0.
     *
     * @param count how many were measured
     * @param avg mean, exact
     * @param p50 median, within 1 % like the other percentiles
     */
    public record Times(long count, Long avg, Long p50, Long p95, Long p99) {

        static Times of(Durations durations) {
            return new Times(
                    durations.count(),
                    durations.average(),
                    durations.percentile(50),
                    durations.percentile(95),
                    durations.percentile(99));
        }
    }
}
