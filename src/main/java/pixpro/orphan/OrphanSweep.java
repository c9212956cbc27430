package pixpro.orphan;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StoredObject;

/**
 * Finds objects that were stored and never announced, and removes them if it is told to. Three must agree on each: it has
 * been stored for longer than the grace period, the library does not know it, and after that no record of the topics speaks
 * for it. Whoever cannot be asked stops the sweep; the next one begins anew.
 */
public class OrphanSweep {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);
    private static final String OBJECTS = "images/";
    private static final int PAGE = 1000;

    /** As many as a sweep can hold against the topics; the next takes the rest. */
    private static final int MOST_SUSPECTS = 20_000;

    /** Records that are under way. With more, the library is behind or being rebuilt, and everything would be suspect. */
    private static final long MOST_LAG = 1000;

    private final OrphanSettings settings;
    private final ObjectStorage storage;
    private final KnownObjects library;
    private final Ledger ledger;
    private final SweepTurn turn;
    private final Clock clock;
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong foundBytes = new AtomicLong();
    private final Counter removed;
    private final Counter removedBytes;

    OrphanSweep(
            OrphanSettings settings,
            ObjectStorage storage,
            KnownObjects library,
            Ledger ledger,
            SweepTurn turn,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.storage = storage;
        this.library = library;
        this.ledger = ledger;
        this.turn = turn;
        this.clock = clock;
        Gauge.builder("pixpro.orphans.found", found, AtomicLong::doubleValue)
                .description("Objects that nobody knows, as of this instance's last sweep")
                .register(meters);
        Gauge.builder("pixpro.orphans.found.bytes", foundBytes, AtomicLong::doubleValue)
                .description("Bytes of these")
                .register(meters);
        removed = Counter.builder("pixpro.orphans.removed")
                .description("Objects that nobody knew and that are gone")
                .register(meters);
        removedBytes = Counter.builder("pixpro.orphans.removed.bytes")
                .description("Bytes of these")
                .register(meters);
    }

    /** Sweeps, if it is time and this instance's turn. */
    public void sweepInTurn() {
        try {
            if (turn.take(clock.instant(), settings.every())) {
                sweep();
            }
        } catch (IOException | MongoException | KafkaException | IllegalStateException e) {
            LOG.warn("orphans_not_swept cause={}", e.getMessage());
        }
    }

    /**
     * Looks through the whole bucket.
     *
     * @return what was found
     * @throws IOException if object storage does not answer
     */
    List<StoredObject> sweep() throws IOException {
        long lag = ledger.lag();
        if (lag > MOST_LAG) {
            LOG.warn("orphans_not_swept cause=the library is {} records behind the topics", lag);
            return List.of();
        }
        Suspects suspects = new Suspects(suspected());
        Instant horizon = suspects.isEmpty() ? Instant.MIN : ledger.readTo(suspects);
        List<StoredObject> orphans =
                suspects.orphans(horizon).stream().map(Place::object).toList();
        found.set(orphans.size());
        foundBytes.set(orphans.stream().mapToLong(StoredObject::bytes).sum());
        LOG.info("orphans_found objects={} bytes={} removing={}", found, foundBytes, settings.remove());
        if (settings.remove()) {
            for (StoredObject orphan : orphans) {
                remove(orphan);
            }
        }
        return orphans;
    }

    private List<Place> suspected() throws IOException {
        Instant before = clock.instant().minus(settings.grace());
        List<Place> suspected = new ArrayList<>();
        String after = "";
        List<StoredObject> page;
        do {
            page = storage.list(OBJECTS, after, PAGE);
            List<Place> old = page.stream()
                    .filter(object -> object.storedAt().isBefore(before))
                    .map(Place::of)
                    .flatMap(Optional::stream)
                    .toList();
            if (!old.isEmpty()) {
                suspected.addAll(library.unknown(old));
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == PAGE && suspected.size() < MOST_SUSPECTS);
        return suspected;
    }

    private void remove(StoredObject orphan) throws IOException {
        storage.delete(orphan.key());
        removed.increment();
        removedBytes.increment(orphan.bytes());
        LOG.info("orphan_removed key={} bytes={} stored={}", orphan.key(), orphan.bytes(), orphan.storedAt());
    }
}
