package pixpro.health;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class NeighboursTest {

    private static final Duration OFTEN = Duration.ofMillis(5);

    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Neighbours neighbours = new Neighbours(probes(), meters);

    @AfterEach
    void stop() {
        neighbours.close();
    }

    @Test
    void takesANeighbourForThereUntilItHasBeenAsked() {
        gone.add(Neighbours.KAFKA);

        assertThat(neighbours.isAway(Neighbours.KAFKA)).isFalse();
    }

    @Test
    void noticesThatANeighbourGoesAndComesBack() {
        neighbours.start();
        gone.add(Neighbours.KAFKA);
        await().atMost(10, SECONDS).until(() -> neighbours.isAway(Neighbours.KAFKA));
        assertThat(neighbours.isAway(Neighbours.STORAGE)).isFalse();
        assertThat(up(Neighbours.KAFKA)).isZero();

        gone.clear();
        await().atMost(10, SECONDS).until(() -> !neighbours.isAway(Neighbours.KAFKA));
        assertThat(up(Neighbours.KAFKA)).isEqualTo(1);
    }

    @Test
    void doesNotTakeOneForAwayThatWasSlowOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch often = new CountDownLatch(20);
        AtomicInteger seenAway = new AtomicInteger();
        neighbours = new Neighbours(
                List.of(new Probe(Neighbours.KAFKA, OFTEN, () -> {
                    seenAway.addAndGet(neighbours.isAway(Neighbours.KAFKA) ? 1 : 0);
                    often.countDown();
                    if (asked.incrementAndGet() % 2 == 0) {
                        throw new IOException("slow");
                    }
                })),
                meters);
        neighbours.start();

        assertThat(often.await(10, SECONDS)).isTrue();
        assertThat(seenAway).hasValue(0);
    }

    @Test
    void isNotHeldUpByOneThatNeverAnswers() {
        CountDownLatch never = new CountDownLatch(1);
        neighbours = new Neighbours(
                List.of(new Probe(Neighbours.MONGODB, OFTEN, never::await), new Probe(Neighbours.REDIS, OFTEN, () -> {
                    throw new IOException("refused");
                })),
                meters);
        neighbours.start();

        await().atMost(10, SECONDS).until(() -> neighbours.isAway(Neighbours.REDIS));
    }

    @Test
    void isOfUseWhileItCanTakeUploadsOrAnswerQueries() {
        neighbours.start();
        assertThat(statusWithout(Neighbours.MONGODB)).isEqualTo(Status.UP);
        assertThat(statusWithout(Neighbours.KAFKA)).isEqualTo(Status.UP);
        assertThat(statusWithout(Neighbours.STORAGE)).isEqualTo(Status.UP);
        assertThat(statusWithout(Neighbours.REDIS, Neighbours.KEYCLOAK)).isEqualTo(Status.UP);
        assertThat(statusWithout(Neighbours.MONGODB, Neighbours.KAFKA)).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(statusWithout(Neighbours.MONGODB, Neighbours.STORAGE)).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void namesWhoIsAwayAndNothingElse() {
        neighbours.start();
        statusWithout(Neighbours.KAFKA);

        Health health = new NeighboursHealth(neighbours).health();

        assertThat(health.getDetails()).containsEntry("kafka", "away").containsEntry("storage", "there");
        assertThat(health.getDetails().values()).containsOnly("away", "there");
    }

    private Status statusWithout(String... names) {
        gone.clear();
        gone.addAll(List.of(names));
        await().atMost(10, SECONDS).until(() -> neighbours.away().entrySet().stream()
                .allMatch(entry -> entry.getValue() == gone.contains(entry.getKey())));
        return new NeighboursHealth(neighbours).health().getStatus();
    }

    private double up(String name) {
        return meters.get("pixpro.neighbour.up").tag("neighbour", name).gauge().value();
    }

    private List<Probe> probes() {
        return Stream.of(
                        Neighbours.KAFKA, Neighbours.STORAGE, Neighbours.MONGODB, Neighbours.REDIS, Neighbours.KEYCLOAK)
                .map(name -> new Probe(name, OFTEN, () -> {
                    if (gone.contains(name)) {
                        throw new IOException("nobody answers at 10.0.0.1:9092");
                    }
                }))
                .toList();
    }
}
