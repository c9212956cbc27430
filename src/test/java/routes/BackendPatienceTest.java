package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import pixpro.event.ImageFailed;
import pixpro.event.SampleEvents;
import pixpro.process.OllamaStub;

/** Who is asked, how long, and how many at once. */
class BackendPatienceTest extends OllamaFixture {

    @Test
    void waitsForABackendWithoutRoomAndCountsNoTry() throws Exception {
        for (int refusal = 0; refusal < 2 * RunningProcess.ATTEMPTS; refusal++) {
            ollama.then(refusal % 2 == 0 ? OllamaStub.full(null) : OllamaStub.json(429, "{\"error\":\"slow\"}"));
        }
        ollama.then(OllamaStub.page(502)).then(OllamaStub.text("a cat"));

        assertThat(processed("text").attempts()).isEqualTo(2);
    }

    @Test
    void comesAgainNoSoonerThanItIsTold() throws Exception {
        ollama.then(OllamaStub.full("1")).then(OllamaStub.text("a cat"));
        long start = System.nanoTime();

        processed("text");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void givesUpWaitingForRoomAfterItsPatience() throws Exception {
        patience = Duration.ofMillis(100);
        for (int refusal = 0; refusal < 50; refusal++) {
            ollama.then(OllamaStub.full(null));
        }

        ImageFailed end = failed("text");

        assertThat(end.code()).isEqualTo("backend-busy");
        assertThat(ollama.asked()).hasSizeBetween(2, 20);
    }

    @Test
    void asksNoMoreAtOnceThanABackendTakes() throws Exception {
        CyclicBarrier two = new CyclicBarrier(2);
        for (int job = 0; job < 6; job++) {
            ollama.then(exchange -> {
                meet(two);
                OllamaStub.text("a cat").to(exchange);
            });
        }
        start("text");
        ExecutorService consumers = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> taken = new ArrayList<>();
            for (int job = 0; job < 6; job++) {
                taken.add(consumers.submit(() -> process.take(SampleEvents.queued("ask"))));
            }
            for (Future<?> each : taken) {
                each.get();
            }
        } finally {
            consumers.shutdownNow();
        }

        assertThat(process.processed()).isEqualTo(6);
        assertThat(ollama.mostAtOnce()).isEqualTo(2);
    }

    @Test
    void endsACallThatHangs() throws Exception {
        backends.put("ollama", backend(ollama.url(), 10, Duration.ofMillis(300), false, "able"));
        ollama.then(ollama.hang()).then(OllamaStub.text("a cat"));

        assertThat(processed("text").attempts()).isEqualTo(2);
    }

    @Test
    void endsACallThatDripsForEver() throws Exception {
        backends.put("ollama", backend(ollama.url(), 10, Duration.ofMillis(300), false, "able"));
        ollama.then(ollama.drip()).then(OllamaStub.text("a cat"));

        assertThat(processed("text").attempts()).isEqualTo(2);
    }

    @Test
    void fallsBackToAnotherBackendThatIsUp() throws Exception {
        backends.put("first", backend("http://localhost:1", 1, Duration.ofSeconds(10), false, "able"));
        backends.put("ollama", backend(ollama.url(), 2, Duration.ofSeconds(10), false, "able"));
        ollama.then(OllamaStub.text("a cat"));

        assertThat(processed("text").result().backend()).isEqualTo("ollama");
    }

    @Test
    void seesABackendGoAndComeBack() throws Exception {
        start("text");
        process.probe();
        assertThat(process.registry.isAvailable("able")).isTrue();

        ollama.refuseProbes(true);
        process.probe();
        assertThat(process.registry.isAvailable("able")).isFalse();
        assertThat(process.registry.isOffered("able")).isTrue();

        ollama.refuseProbes(false);
        process.probe();
        assertThat(process.registry.isAvailable("able")).isTrue();
    }

    @Test
    void failsAJobThatNobodyCanDo() throws Exception {
        backends.put("ollama", backend(ollama.url(), 2, Duration.ofSeconds(10), false, "other"));

        assertThat(failed("text").code()).isEqualTo("capability-unavailable");
    }

    private static void meet(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("nobody else came", e);
        }
    }
}
