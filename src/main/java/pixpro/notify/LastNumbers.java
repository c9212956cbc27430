package pixpro.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The highest number of an inbox that this instance saw a moment ago. It spares asking for it before each of the many
 * notifications that a batch brings; the inbox's unique index, not this, decides whether the next one is still free.
 */
final class LastNumbers {

    /** Long before a notification expires, so that no number above one from here has been and gone again. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private final Clock clock;

    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    LastNumbers(Clock clock) {
        this.clock = clock;
    }

    /** @return the highest number of the owner's inbox as far as known; empty if that was too long ago */
    synchronized OptionalLong of(String owner) {
        Seen last = seen.get(owner);
        return last == null || clock.instant().isAfter(last.at.plus(MOMENT))
                ? OptionalLong.empty()
                : OptionalLong.of(last.number);
    }

    /** @param number is in the owner's inbox now */
    synchronized void note(String owner, long number) {
        Seen last = seen.get(owner);
        if (last == null || number >= last.number) {
            seen.put(owner, new Seen(number, clock.instant()));
        }
    }

    private record Seen(long number, Instant at) {}
}
