package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.corpus.GoodImages;
import pixpro.local.LonePixPro;
import pixpro.process.OllamaStub;

/**
 * A model server that is away, hangs, is full and is broken, one after another. How long in all is for the system
 * property {@code pixpro.test.outage}, an ISO-8601 duration.
 */
class OutageFlowIT {

    private static final Duration OUTAGE = Duration.parse(System.getProperty("pixpro.test.outage", "PT20S"));
    private static final Duration AFTERWARDS = Duration.ofMinutes(3);
    private static final String MODEL = "qwen2.5vl:latest";
    private static final int JOBS = 100;
    private static final int AT_ONCE = 2;

    private final int port = freePort();
    private LonePixPro pixpro;
    private OllamaStub ollama;

    @BeforeEach
    void startWithoutOllama() throws Exception {
        pixpro = new LonePixPro(Map.of(
                "pixpro.backends.ollama.url", "http://localhost:" + port,
                "pixpro.backends.ollama.idle", "1s",
                // who says nothing is given up by idle; the slow one, which talks all the time, must outlast all others
                "pixpro.backends.ollama.timeout", "2m",
                "pixpro.backends.ollama.concurrency", Integer.toString(AT_ONCE),
                "pixpro.process.breaker-wait", "1s"));
    }

    @AfterEach
    void stop() {
        pixpro.close();
        if (ollama != null) {
            ollama.close();
        }
    }

    @Test
    void bringsEveryJobOfAnOutageToItsEndWhileTheOthersGoOn() throws Exception {
        List<String> ids = queue("describe", JOBS);
        await().atMost(30, SECONDS).untilAsserted(() -> {
            JsonNode waiting = image(ids.get(0)).at("/jobs/0/waiting");
            assertThat(waiting.path("backend").asText()).isEqualTo("ollama");
            assertThat(waiting.path("reason").asText()).isEqualTo("down");
            assertThat(waiting.path("since").asText()).isNotEmpty();
        });
        List<String> others = queue("black-and-white", 10);
        await().atMost(30, SECONDS).until(() -> count("processed", others) == others.size());
        pixpro.kill();
        pixpro.start();

        phase(null);
        phase(stub -> stub.otherwise(stub.hang()));
        phase(stub -> stub.otherwise(OllamaStub.full("1")));
        phase(stub -> stub.otherwise(OllamaStub.page(502)).refuseProbes(true));
        assertThat(count("queued", ids)).as("an outage indeed").isEqualTo(JOBS);
        List<String> late = queue("vignette", 10);
        await().atMost(30, SECONDS).until(() -> count("processed", late) == late.size());

        reopen().has(MODEL, "1").otherwise(OllamaStub.text("a cat"));
        await().atMost(AFTERWARDS).until(() -> count("queued", ids) == 0);

        assertThat(count("processed", ids)).isEqualTo(JOBS);
        assertThat(ollama.asked()).as("each job once").hasSize(JOBS);
        assertThat(ollama.mostAtOnce()).as("no thundering herd").isLessThanOrEqualTo(AT_ONCE);
    }

    @Test
    void letsNoJobWaitForASlowOneBeforeIt() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        reopen().has(MODEL, "1").then(stubborn(end)).otherwise(OllamaStub.text("a cat"));
        List<String> ids = queue("describe", 40);

        await().atMost(60, SECONDS).until(() -> count("processed", ids) == ids.size() - 1);
        assertThat(count("queued", ids)).isEqualTo(1);
        end.countDown();
        await().atMost(60, SECONDS).until(() -> count("processed", ids) == ids.size());
    }

    /** Writes a little every moment until it may end. */
    private static OllamaStub.Answer stubborn(CountDownLatch end) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            while (!end.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
            exchange.getResponseBody().write("{\"response\":\"a slow cat\",\"done\":true}".getBytes());
        };
    }

    private static int freePort() {
        try (OllamaStub stub = OllamaStub.start()) {
            return stub.port();
        }
    }

    private interface Trouble {

        void of(OllamaStub stub);
    }

    /** A quarter of the outage. */
    private void phase(Trouble trouble) throws Exception {
        if (trouble != null) {
            trouble.of(reopen().has(MODEL, "1"));
        }
        Duration length = OUTAGE.dividedBy(4);
        long until = System.nanoTime() + length.toNanos();
        await().atMost(length.plusSeconds(10)).until(() -> System.nanoTime() > until);
    }

    private OllamaStub reopen() {
        if (ollama != null) {
            ollama.close();
        }
        ollama = OllamaStub.startAt(port);
        return ollama;
    }

    private List<String> queue(String effect, int jobs) throws Exception {
        List<String> ids = new ArrayList<>();
        while (ids.size() < jobs) {
            Map<String, byte[]> batch = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(20, jobs - ids.size()); i++) {
                batch.put("photo-" + i + ".jpg", GoodImages.noisyJpeg(64, 48));
            }
            PixProClient.Answer answer = ada().upload(Map.of("effect", effect, "reuse", "false"), batch);
            assertThat(answer.status()).isEqualTo(202);
            answer.body()
                    .path("images")
                    .forEach(image -> ids.add(image.path("id").asText()));
        }
        return ids;
    }

    private long count(String status, List<String> ids) throws Exception {
        PixProClient ada = ada();
        long count = 0;
        for (String id : ids) {
            PixProClient.Answer answer = ada.get("/api/images/" + id);
            count += answer.status() == 200
                            && status.equals(answer.body().path("status").asText())
                    ? 1
                    : 0;
        }
        return count;
    }

    private JsonNode image(String id) throws IOException, InterruptedException {
        return ada().get("/api/images/" + id).body();
    }

    /** With a new token: an outage may outlast one. */
    private PixProClient ada() {
        return PixProClient.of(pixpro.url(), "ada");
    }
}
