package pixpro.process;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import pixpro.effect.Waiting;

/**
 * How one backend is. Three things keep calls away from it: it does not answer when it is asked how it is; its circuit
 * breaker is open, since too many of its calls failed; or it has said that it has no room.
 */
final class BackendHealth {

    private static final Duration LONGEST_OWN = Duration.ofMinutes(1);

    /** However long a server asks to be left alone, it is asked again then. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final String name;
    private final CircuitBreaker breaker;
    private final Duration firstWait;
    private final Clock clock;
    private BackendState probed;
    private Instant openSince;
    private Instant busySince;
    private Instant busyUntil;
    private int refusals;

    /**
     * @param name the backend's
     * @param breaker its own
     * @param firstWait after the first refusal for want of room; doubled for each further one, up to a minute
     * @param clock tells since when
     */
    BackendHealth(String name, CircuitBreaker breaker, Duration firstWait, Clock clock) {
        this.name = name;
        this.breaker = breaker;
        this.firstWait = firstWait;
        this.clock = clock;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** @return what it last said of itself; null before it was first asked */
    synchronized BackendState probed() {
        return probed;
    }

    /**
     * @param up whether it answered
     * @param models digests by name; null to keep what was known
     * @return whether it came up or went down by this
     */
    synchronized boolean probed(boolean up, Map<String, String> models) {
        boolean changed = probed == null || probed.up() != up;
        Map<String, String> known = models != null ? models : probed == null ? Map.of() : probed.models();
        probed = new BackendState(up, known, changed ? clock.instant() : probed.since());
        return changed;
    }

    /** @return whether a call may be made now */
    synchronized boolean isReady() {
        return probed != null && obstacle().isEmpty();
    }

    /** @return what keeps calls away; empty if nothing does, as far as is known */
    synchronized Optional<Waiting> obstacle() {
        if (probed != null && !probed.up()) {
            return Optional.of(new Waiting(name, "down", probed.since()));
        }
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            return Optional.of(new Waiting(name, "failing", openSince == null ? clock.instant() : openSince));
        }
        if (busyUntil != null && clock.instant().isBefore(busyUntil)) {
            return Optional.of(new Waiting(name, "busy", busySince));
        }
        return Optional.empty();
    }

    /** A call was answered: it has room, and it works. */
    synchronized void answered() {
        busySince = null;
        busyUntil = null;
        refusals = 0;
    }

    /** @param asked how long it wants to be left alone; null if it does not say */
    synchronized void refused(Duration asked) {
        Instant now = clock.instant();
        if (busyUntil != null && now.isBefore(busyUntil)) {
            // another call of the same moment has said so already
            return;
        }
        Duration own = firstWait.multipliedBy(1L << Math.min(refusals++, 16));
        Duration wait = own.compareTo(LONGEST_OWN) > 0 ? LONGEST_OWN : own;
        if (asked != null && asked.compareTo(wait) > 0) {
            wait = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        }
        busySince = busySince == null ? now : busySince;
        busyUntil = now.plus(wait);
    }

    /** To be told of each transition of the breaker. */
    synchronized void turned(CircuitBreaker.State to) {
        if (to == CircuitBreaker.State.OPEN && openSince == null) {
            openSince = clock.instant();
        } else if (to == CircuitBreaker.State.CLOSED) {
            openSince = null;
        }
    }
}
