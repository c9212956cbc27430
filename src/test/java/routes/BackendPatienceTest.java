package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import pixpro.effect.Effect;
import pixpro.effect.Waiting;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
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
    void waitsForABackendThatIsDownAndCountsNoTry() throws Exception {
        start("text");
        ollama.refuseProbes(true);
        process.probe();
        ollama.then(OllamaStub.text("a cat"));
        CompletableFuture<ImageEvent> end = CompletableFuture.supplyAsync(() -> process.run("ask", Map.of()));
        await().until(() -> process.effects.waiting("ask").isPresent());
        assertThat(process.effects.waiting("ask").orElseThrow())
                .extracting(Waiting::backend, Waiting::reason)
                .containsExactly("ollama", "down");

        ollama.refuseProbes(false);
        process.probe();

        assertThat(end.get(10, TimeUnit.SECONDS)).extracting("attempts").isEqualTo(1);
        assertThat(ollama.asked()).hasSize(1);
    }

    @Test
    void blamesABackendThatFailsEverybodyAndNotItsJobs() throws Exception {
        for (int failure = 0; failure < 3 * RunningProcess.ATTEMPTS; failure++) {
            ollama.then(OllamaStub.page(500));
        }
        ollama.otherwise(OllamaStub.text("a cat"));
        assertThat(failed("text").attempts()).as("nobody knows better yet").isEqualTo(RunningProcess.ATTEMPTS);

        assertThat(processed("text").attempts()).isGreaterThan(RunningProcess.ATTEMPTS);
    }

    @Test
    void blamesAJobThatFailsWhereOthersDoNot() throws Exception {
        start("text");
        for (int other = 0; other < 10; other++) {
            ollama.then(OllamaStub.text("a cat"));
            assertThat(process.run("ask", Map.of())).isInstanceOf(ImageProcessed.class);
        }
        ollama.otherwise(OllamaStub.page(500));

        ImageFailed end = failed("text");

        assertThat(end.code()).isEqualTo("backend-unavailable");
        assertThat(end.attempts()).isEqualTo(RunningProcess.ATTEMPTS);
    }

    /** As when an instance wakes that was frozen: what breaks once need not break again. */
    @Test
    void triesAgainWhatBrokeByAFaultOfItsOwn() throws Exception {
        ollama.otherwise(OllamaStub.text("a cat"));
        start("text");
        AtomicInteger tries = new AtomicInteger();
        Effect effect = new Effect();
        effect.setResult("text");
        effect.setCapability("able");
        process.add("breaking", effect, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:effect-breaking")
                        .process(exchange -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new IllegalStateException("the pool is closed");
                            }
                        })
                        .setVariable("model", constant("llava"))
                        .to(Doors.ASK_MODEL);
            }
        });

        assertThat(process.run("breaking", Map.of()))
                .isInstanceOfSatisfying(
                        ImageProcessed.class, end -> assertThat(end.attempts()).isEqualTo(2));
    }

    @Test
    void comesAgainNoSoonerThanItIsTold() throws Exception {
        ollama.then(OllamaStub.full("1")).then(OllamaStub.text("a cat"));
        long start = System.nanoTime();

        processed("text");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
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

        assertThat(processed("text").result().recipe().get(0).backend()).isEqualTo("ollama");
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
    void leavesAJobToTheNextInstanceOncePixProIsToldToEnd() throws Exception {
        start("text");
        process.closing.onApplicationEvent(null);
        CompletableFuture<Void> job = CompletableFuture.runAsync(() -> process.take(SampleEvents.queued("ask")));
        await().atMost(10, TimeUnit.SECONDS).until(() -> !process.progress.isEmpty());

        process.close();

        assertThatThrownBy(() -> job.get(10, TimeUnit.SECONDS)).hasMessageContaining("the record was not taken");
        assertThat(ollama.asked()).isEmpty();
        assertThat(process.processed()).isZero();
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
