package faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Does one fault after another, each kind once before any comes again, in an order that the seed decides. A server that
 * was killed comes back beside what happens next, so that faults overlap. Writes its own timeline.
 */
final class Nemesis implements AutoCloseable {

    private static final Duration GAP = Duration.ofMillis(500);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST_RESTART = Duration.ofSeconds(4);

    private final List<Fault> kinds;
    private final Duration longestPause;
    private final Random random;
    private final Path timeline;
    private final Set<String> unwell = new HashSet<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService hand = Executors.newSingleThreadExecutor();
    private final ExecutorService healers = Executors.newCachedThreadPool();
    private volatile int kills;
    private volatile int faults;
    private volatile Exception broken;

    /**
     * @param kinds of faults
     * @param longestPause how long a server may be paused
     * @param random decides who is next
     * @param timeline file
     */
    Nemesis(List<Fault> kinds, Duration longestPause, Random random, Path timeline) {
        this.kinds = List.copyOf(kinds);
        this.longestPause = longestPause;
        this.random = random;
        this.timeline = timeline;
    }

    void start() {
        hand.execute(this::torment);
    }

    int kills() {
        return kills;
    }

    int faults() {
        return faults;
    }

    /** No more faults; returns when all is healed. */
    void stop() throws Exception {
        over.countDown();
        hand.shutdown();
        boolean quiet = hand.awaitTermination(1, TimeUnit.MINUTES);
        healers.shutdown();
        if (!quiet || !healers.awaitTermination(3, TimeUnit.MINUTES)) {
            throw new IllegalStateException("faults do not heal: " + unwell);
        }
        if (broken != null) {
            throw broken;
        }
    }

    private void torment() {
        List<Fault> deck = new ArrayList<>();
        try {
            while (!over.await(GAP.toMillis(), TimeUnit.MILLISECONDS)) {
                if (deck.isEmpty()) {
                    deck.addAll(kinds);
                    Collections.shuffle(deck, random);
                }
                Fault next = firstOnTheWell(deck);
                if (next != null) {
                    deck.remove(next);
                    strike(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            broken = e;
        }
    }

    private Fault firstOnTheWell(List<Fault> deck) {
        synchronized (unwell) {
            return deck.stream()
                    .filter(fault -> Collections.disjoint(fault.targets(), unwell))
                    .findFirst()
                    .orElse(null);
        }
    }

    private void strike(Fault fault) throws Exception {
        synchronized (unwell) {
            unwell.addAll(fault.targets());
        }
        note("begin", fault);
        fault.begin().run();
        faults++;
        kills += fault.isKill() ? 1 : 0;
        if (fault.heal() != Fault.NOTHING) {
            long longest = (fault.longest() ? longestPause : LONGEST_RESTART).toMillis();
            over.await(
                    SHORTEST.toMillis() + (long) (random.nextDouble() * (longest - SHORTEST.toMillis())),
                    TimeUnit.MILLISECONDS);
        }
        healers.execute(() -> heal(fault));
    }

    private void heal(Fault fault) {
        try {
            fault.heal().run();
            note("healed", fault);
            synchronized (unwell) {
                unwell.removeAll(fault.targets());
            }
        } catch (Exception e) {
            broken = e;
        }
    }

    private synchronized void note(String what, Fault fault) throws IOException {
        Files.createDirectories(timeline.getParent());
        Files.writeString(
                timeline,
                "%s %-6s %s%n".formatted(Instant.now(), what, fault.name()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public void close() {
        over.countDown();
        hand.shutdownNow();
        healers.shutdownNow();
    }
}
