package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pixpro.corpus.GoodImages;
import pixpro.local.LonePixPro;
import pixpro.local.OwnNeighbours;
import pixpro.local.SharedLocalStack;

/** What PixPro still does, and what it answers, while one of its neighbours is killed. */
@Timeout(240)
class NeighbourAwayFlowIT {

    private static final AtomicInteger SENT = new AtomicInteger();
    private static final byte[] PHOTO = GoodImages.jpeg(320, 240);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** More than all request threads together. */
    private static final int CROWD = 150;

    private static OwnNeighbours neighbours;
    private static KeycloakDoor keycloak;
    private static LonePixPro pixpro;

    private final HttpClient http = HttpClient.newHttpClient();
    private PixProClient ada;

    @BeforeAll
    static void start() throws Exception {
        neighbours = new OwnNeighbours("kafka", "s3proxy", "mongodb", "redis");
        keycloak = new KeycloakDoor();
        Map<String, String> properties = new HashMap<>(neighbours.properties());
        properties.put("pixpro.keycloak.server-url", keycloak.url());
        properties.put("pixpro.keycloak.issuer", SharedLocalStack.properties().get("pixpro.keycloak.issuer"));
        pixpro = new LonePixPro(properties);
    }

    @AfterAll
    static void stop() {
        pixpro.close();
        keycloak.close();
        neighbours.close();
    }

    @BeforeEach
    void login() throws Exception {
        ada = PixProClient.of(pixpro.url(), "ada");
        await().atMost(30, SECONDS).until(() -> upload("warm-up.jpg").status() == 202);
    }

    @AfterEach
    void bringBack() throws Exception {
        neighbours.restartKilled();
    }

    @Test
    void refusesUploadsAtOnceWhileKafkaIsAwayAndTakesThemAgainAfter() throws Exception {
        neighbours.kill("kafka");
        awaitReadiness("kafka", "away", 200);

        assertRefusedAtOnce();
        assertThat(ada.get("/api/images").status()).as("what needs no Kafka").isEqualTo(200);
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);

        neighbours.restart("kafka");
        assertTakesAndProcesses();
    }

    @Test
    void tellsTheTruthOfUploadsInTheMiddleOfWhichKafkaDies() throws Exception {
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Future<Sent>> sent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String name = "middle-" + i + ".jpg";
            sent.add(senders.submit(() -> send(name)));
        }
        for (Future<Sent> upload : sent.subList(0, 10)) {
            upload.get();
        }
        neighbours.kill("kafka");
        for (Future<Sent> upload : sent) {
            Sent answer = upload.get();
            assertThat(answer.took).as("%s", answer.answer).isLessThan(Duration.ofSeconds(6));
            if (answer.answer.status() == 202) {
                accepted.add(answer.name);
            } else {
                assertThat(answer.answer.status()).as("%s", answer.answer).isEqualTo(503);
                if (!answer.answer.body().path("detail").asText().contains("may still appear")) {
                    refused.add(answer.name);
                }
            }
        }
        senders.shutdown();
        neighbours.restart("kafka");

        assertThat(accepted).isNotEmpty();
        assertThat(refused).isNotEmpty();
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(library("middle-")).containsAll(accepted));
        assertThat(library("middle-")).doesNotContainAnyElementsOf(refused);
        assertTakesAndProcesses();
    }

    @Test
    void refusesUploadsAtOnceWhileObjectStorageIsAwayAndTakesThemAgainAfter() throws Exception {
        neighbours.kill("s3proxy");
        awaitReadiness("storage", "away", 200);

        assertRefusedAtOnce();
        assertThat(ada.get("/api/images").status()).as("what needs no storage").isEqualTo(200);

        neighbours.restart("s3proxy");
        assertTakesAndProcesses();
    }

    @Test
    void takesUploadsWhileMongoIsAwayAndShowsThemOnceItIsBack() throws Exception {
        neighbours.kill("mongodb");
        awaitReadiness("mongodb", "away", 200);

        Sent upload = send("without-mongo.jpg");
        assertThat(upload.answer.status()).as("%s", upload.answer).isEqualTo(202);
        assertThat(upload.took).isLessThan(AT_ONCE);
        for (String query :
                List.of("/api/images", "/api/images/00000000-0000-4000-8000-000000000000", "/api/notifications")) {
            PixProClient.Answer answer = ada.get(query);
            assertThat(answer.status()).as(query).isEqualTo(503);
            assertThat(answer.retryAfter()).as(query).isNotNull();
        }
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);

        neighbours.restart("mongodb");
        await().atMost(60, SECONDS).until(() -> ada.hasEnded(upload.imageId()));
    }

    @Test
    void isNotReadyWhenItCanNeitherTakeUploadsNorAnswerQueries() throws Exception {
        neighbours.kill("mongodb");
        neighbours.kill("s3proxy");

        awaitReadiness("storage", "away", 503);
        awaitReadiness("mongodb", "away", 503);
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);

        neighbours.restart("mongodb");
        neighbours.restart("s3proxy");
        awaitReadiness("storage", "there", 200);
    }

    @Test
    void doesEverythingElseWhileRedisIsAwayAndPushesFromTheInbox() throws Exception {
        SocketEvents events = SocketEvents.join(pixpro.url(), "ada");
        neighbours.kill("redis");
        awaitReadiness("redis", "away", 200);

        Sent upload = send("without-redis.jpg");
        assertThat(upload.answer.status()).isEqualTo(202);
        await().atMost(30, SECONDS).until(() -> ada.hasEnded(upload.imageId()));
        await().atMost(30, SECONDS).until(() -> events.hasHeard(upload.jobId() + ":processed"));

        neighbours.restart("redis");
        awaitReadiness("redis", "there", 200);
    }

    @Test
    void verifiesTokensWhileKeycloakIsAway() throws Exception {
        keycloak.shut();
        awaitReadiness("keycloak", "away", 200);

        assertThat(ada.get("/api/me").status()).isEqualTo(200);
        assertThat(upload("without-keycloak.jpg").status()).isEqualTo(202);

        keycloak.open();
        awaitReadiness("keycloak", "there", 200);
    }

    private void assertRefusedAtOnce() throws Exception {
        Sent one = send("refused.jpg");
        assertThat(one.answer.status()).as("%s", one.answer).isEqualTo(503);
        assertThat(one.answer.retryAfter()).isNotNull();
        assertThat(one.answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(one.took).isLessThan(AT_ONCE);

        byte[] large = new byte[20_000_000];
        System.arraycopy(PHOTO, 0, large, 0, PHOTO.length);
        assertThat(ada.upload(Map.of(), Map.of("large.jpg", large)).status())
                .as("an answer rather than a broken line")
                .isEqualTo(503);

        long begin = System.nanoTime();
        List<CompletableFuture<Sent>> crowd = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(CROWD);
        for (int i = 0; i < CROWD; i++) {
            crowd.add(CompletableFuture.supplyAsync(() -> send("crowd.jpg"), senders));
        }
        for (CompletableFuture<Sent> member : crowd) {
            assertThat(member.get().answer.status()).isEqualTo(503);
        }
        senders.shutdown();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    private void assertTakesAndProcesses() {
        await().atMost(30, SECONDS).until(() -> upload("again.jpg").status() == 202);
        Sent upload = send("processed-again.jpg");
        assertThat(upload.answer.status()).as("%s", upload.answer).isEqualTo(202);
        await().atMost(60, SECONDS).until(() -> ada.hasEnded(upload.imageId()));
    }

    private void awaitReadiness(String neighbour, String state, int status) {
        await().atMost(15, SECONDS).untilAsserted(() -> {
            HttpResponse<String> readiness = readiness();
            assertThat(readiness.body()).contains("\"" + neighbour + "\":\"" + state + "\"");
            assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(status);
            assertThat(readiness.body()).doesNotContain("localhost", "127.0.0.1", "xception");
        });
    }

    private HttpResponse<String> readiness() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(pixpro.url() + "/actuator/health/readiness"))
                        .timeout(AT_ONCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int status(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(pixpro.url() + path)).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private List<String> library(String prefix) throws Exception {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ada.get("/api/images?limit=100" + cursor).body();
            page.path("items").forEach(item -> names.add(item.path("filename").asText()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : null;
        } while (cursor != null);
        return names.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private PixProClient.Answer upload(String name) {
        return send(name).answer;
    }

    private Sent send(String name) {
        long begin = System.nanoTime();
        try {
            // another picture each time, and the library is asked whether it has it
            byte[] photo = Arrays.copyOf(PHOTO, PHOTO.length + SENT.incrementAndGet());
            PixProClient.Answer answer = ada.upload(Map.of("effect", "enhance", "reuse", "true"), Map.of(name, photo));
            return new Sent(name, answer, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new AssertionError(name + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private record Sent(String name, PixProClient.Answer answer, Duration took) {

        String imageId() {
            return answer.body().at("/images/0/id").asText();
        }

        String jobId() {
            return answer.body().at("/images/0/jobId").asText();
        }
    }
}
