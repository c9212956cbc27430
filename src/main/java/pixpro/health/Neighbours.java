package pixpro.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the neighbours, kept up to date beside the work: nobody who asks waits. Each is asked by a thread of its
 * own, so that one that does not answer delays no other's.
 */
public class Neighbours implements AutoCloseable {

    public static final String KAFKA = "kafka";
    public static final String STORAGE = "storage";
    public static final String MONGODB = "mongodb";
    public static final String REDIS = "redis";
    public static final String KEYCLOAK = "keycloak";

    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    private final Map<String, Watched> watched = new TreeMap<>();

    /**
     * @param probes one per neighbour
     * @param meters tell {@code pixpro.neighbour.up} of each, 1 or 0
     */
    public Neighbours(List<Probe> probes, MeterRegistry meters) {
        for (Probe probe : probes) {
            Watched its = new Watched(probe);
            watched.put(probe.name(), its);
            Gauge.builder("pixpro.neighbour.up", its, one -> one.isAway() ? 0 : 1)
                    .description("Whether the neighbour answers")
                    .tag("neighbour", probe.name())
                    .register(meters);
        }
    }

    /** Begins to ask. */
    public void start() {
        watched.values().forEach(Watched::start);
    }

    /**
     * @param name of a neighbour
     * @return whether it is known not to answer; who was not asked yet, or is asked by nobody, is taken to be there
     */
    public boolean isAway(String name) {
        Watched its = watched.get(name);
        return its != null && its.isAway();
    }

    /** @return by name, whether each is away */
    public Map<String, Boolean> away() {
        Map<String, Boolean> all = new TreeMap<>();
        watched.forEach((name, its) -> all.put(name, its.isAway()));
        return all;
    }

    @Override
    public void close() {
        watched.values().forEach(its -> its.asker.shutdownNow());
    }

    private static final class Watched {

        /** One that was slow once is not away: refusing work costs more than asking twice. */
        private static final int FAILURES = 2;

        private final Probe probe;
        private final ScheduledExecutorService asker;
        private final AtomicInteger failures = new AtomicInteger();

        Watched(Probe probe) {
            this.probe = probe;
            asker = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "probe-" + probe.name());
                thread.setDaemon(true);
                return thread;
            });
        }

        void start() {
            asker.scheduleWithFixedDelay(this::ask, 0, probe.every().toMillis(), TimeUnit.MILLISECONDS);
        }

        boolean isAway() {
            return failures.get() >= FAILURES;
        }

        private void ask() {
            try {
                probe.question().ask();
                answered();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                if (!asker.isShutdown()) {
                    failed(e);
                }
            }
        }

        private void answered() {
            if (isAway()) {
                LOG.info("neighbour_back neighbour={}", probe.name());
            }
            failures.set(0);
        }

        private void failed(Exception cause) {
            if (failures.incrementAndGet() == FAILURES) {
                LOG.warn("neighbour_away neighbour={} cause={}", probe.name(), cause.toString());
            }
        }
    }
}
