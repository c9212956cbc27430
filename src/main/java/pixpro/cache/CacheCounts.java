package pixpro.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened: for this instance's metrics, and to be added to what all instances counted. */
class CacheCounts {

    /** What can happen. */
    enum Event {
        /** An answer was there. */
        HIT,
        /** An answer was loaded by somebody else at that moment. */
        SHARED,
        /** An answer had to be loaded. */
        MISS,
        /** Redis, or the state of the library, could not be asked. */
        BYPASS,
        /** An owner's answers were made invalid. */
        INVALIDATION;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Event, Counter> meters = new HashMap<>();
    private final Map<Event, LongAdder> untold = new HashMap<>();

    CacheCounts(MeterRegistry registry) {
        for (Event event : Event.values()) {
            meters.put(
                    event,
                    Counter.builder("pixpro.cache.answers")
                            .description("What became of the questions that may be answered from the cache")
                            .tag("outcome", event.key())
                            .register(registry));
            untold.put(event, new LongAdder());
        }
    }

    void add(Event event) {
        meters.get(event).increment();
        untold.get(event).increment();
    }

    /** @return what happened since this was asked last */
    Map<String, Long> take() {
        Map<String, Long> taken = new HashMap<>();
        untold.forEach((event, adder) -> {
            long count = adder.sumThenReset();
            if (count > 0) {
                taken.put(event.key(), count);
            }
        });
        return taken;
    }

    /** What was taken could not be told. */
    void giveBack(Map<String, Long> taken) {
        untold.forEach((event, adder) -> adder.add(taken.getOrDefault(event.key(), 0L)));
    }
}
