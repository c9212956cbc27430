package pixpro.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * The span of time that KPIs are asked for, in whole minutes.
 *
 * @param from start, included
 * @param to end, not included
 * @param step length of each point of the series; the last may be shorter
 */
record KpiSpan(Instant from, Instant to, Duration step) {

    static final int MAX_POINTS = 1000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DEFAULT = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Clocks differ, and a chart may end at midnight; but nobody has KPIs of the year 9999. */
    private static final Duration AHEAD = Duration.ofDays(2);

    /**
     * @param from ISO-8601 instant; null or empty for 24 hours before {@code to}
     * @param to ISO-8601 instant; null or empty for now
     * @param step ISO-8601 duration in whole minutes; null or empty for the whole span
     * @param now the present
     * @return the span, widened to whole minutes
     * @throws ProblemException 400 if they are not such, or are beyond the bounds
     */
    static KpiSpan parse(String from, String to, String step, Instant now) {
        Instant end = given(to) ? instant("to", to) : now;
        require(!end.isAfter(now.plus(AHEAD)), "to must not be more than two days ahead.");
        Instant start = given(from) ? instant("from", from) : end.minus(DEFAULT);
        require(start.isBefore(end), "from must be before to.");
        require(
                Duration.between(start, end).compareTo(LONGEST) <= 0,
                "from and to must not be more than 366 days apart.");
        Instant first = start.truncatedTo(ChronoUnit.MINUTES);
        Instant last = ceiling(end);
        Duration whole = Duration.between(first, last);
        Duration length = given(step) ? duration(step) : whole;
        require(
                length.compareTo(MINUTE) >= 0 && length.toMillis() % MINUTE.toMillis() == 0,
                "step must be one minute (PT1M) or a multiple of it.");
        KpiSpan span = new KpiSpan(first, last, length);
        require(span.points() <= MAX_POINTS, "The series would have more than 1000 points; use a longer step.");
        return span;
    }

    /** @return how many points the series has */
    long points() {
        long minutes = Duration.between(from, to).toMinutes();
        return (minutes + step.toMinutes() - 1) / step.toMinutes();
    }

    /**
     * @param point number of a point of the series, from 0
     * @return when it starts
     */
    Instant start(long point) {
        return from.plus(step.multipliedBy(point));
    }

    /**
     * @param at an instant within the span
     * @return the number of the point it belongs to
     */
    int pointOf(Instant at) {
        return (int) (Duration.between(from, at).toMinutes() / step.toMinutes());
    }

    private static Instant ceiling(Instant at) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(at) ? at : minute.plus(MINUTE);
    }

    private static boolean given(String text) {
        return text != null && !text.isEmpty();
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    Problem.badRequest(name + " must be an ISO-8601 instant such as 2026-11-23T20:00:00Z."), e);
        }
    }

    private static Duration duration(String text) {
        try {
            Duration step = Duration.parse(text);
            require(step.compareTo(LONGEST) <= 0, "step must not be longer than 366 days.");
            return step;
        } catch (DateTimeException e) {
            throw new ProblemException(Problem.badRequest("step must be an ISO-8601 duration such as PT1H."), e);
        }
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw new ProblemException(Problem.badRequest(detail));
        }
    }
}
