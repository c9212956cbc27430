package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.event.EventCodec;
import pixpro.event.Events;
import pixpro.event.ImageEvent;
import pixpro.event.Topics;
import pixpro.local.OnLocalStack;

/** What failed is seen by admins and done again, by them or by its owner. */
@OnLocalStack
class FailuresFlowIT {

    private static final Duration LATER = Duration.ofSeconds(1);

    @LocalServerPort
    private int port;

    @Value("${pixpro.kafka.brokers}")
    private String brokers;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private EventCodec codec;

    @Test
    void listsFailuresByCauseInPlainWords() throws Exception {
        PixProClient root = client("root");
        Instant day = aDayOfItsOwn();
        Events first = failed(day);
        Events second = failed(day.plusSeconds(60));
        String span = "?from=" + day + "&to=" + day.plusSeconds(3600);
        JsonNode causes = await().atMost(30, SECONDS)
                .until(
                        () -> root.get("/api/admin/failures" + span).body().path("causes"),
                        found -> found.at("/0/count").asInt() == 2);

        JsonNode cause = causes.get(0);
        assertThat(causes).hasSize(1);
        assertThat(cause.path("code").asText()).isEqualTo("model-error");
        assertThat(cause.path("description").asText()).isEqualTo("The model failed.");
        assertThat(cause.path("replayed").asInt()).isZero();
        assertThat(cause.at("/effects/enhance").asInt()).isEqualTo(2);
        assertThat(Instant.parse(cause.path("firstAt").asText())).isEqualTo(day.plus(LATER));
        assertThat(Instant.parse(cause.path("lastAt").asText()))
                .isEqualTo(day.plusSeconds(60).plus(LATER));
        assertThat(cause.path("examples").findValuesAsText("jobId"))
                .containsExactly(second.job().id(), first.job().id());
        assertThat(cause.at("/examples/0/route").asText()).isEqualTo("effect-enhance");
        assertThat(cause.at("/examples/0/owner").asText())
                .isEqualTo(second.image().owner());

        assertThat(root.get("/api/admin/failures" + span + "&code=other").body().path("causes"))
                .isEmpty();
        assertThat(root.get("/api/admin/failures" + span + "&effect=sketch")
                        .body()
                        .path("causes"))
                .isEmpty();
        assertThat(root.get("/api/admin/failures?code=%7B%22$gt%22:%22%22%7D").status())
                .isEqualTo(400);
        assertThat(client("ada").get("/api/admin/failures").status()).isEqualTo(403);
    }

    @Test
    void doesAFailedJobAgainOnceHoweverManyAskAtOnce() throws Exception {
        PixProClient ada = client("ada");
        PixProClient root = client("root");
        Events failed = Events.of(sub(ada), Instant.now());
        publish(failed.failed(LATER));
        String id = failed.image().id();
        await().atMost(30, SECONDS).until(() -> ada.hasEnded(id));

        List<PixProClient.Answer> answers = askAtOnce(
                () -> root.post("/api/admin/failures/" + failed.job().id() + "/replay", null),
                () -> ada.post("/api/images/" + id + "/jobs/" + failed.job().id() + "/retry", null));

        List<PixProClient.Answer> taken =
                answers.stream().filter(answer -> answer.status() == 202).toList();
        assertThat(taken).hasSize(1);
        String again = taken.get(0).body().path("id").asText();
        assertThat(taken.get(0).body().path("retryOf").asText())
                .isEqualTo(failed.job().id());
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .hasSize(7)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(409);
                    assertThat(answer.body().path("jobId").asText()).isEqualTo(again);
                });
        JsonNode image = await().atMost(30, SECONDS)
                .until(
                        () -> ada.get("/api/images/" + id).body(),
                        found -> found.path("jobs").size() == 2
                                && !found.path("status").asText().equals("queued"));
        // the new job is the newest, so its state is the image's; the original was never there
        assertThat(image.at("/jobs/0/id").asText()).isEqualTo(again);
        assertThat(image.at("/jobs/0/retryOf").asText()).isEqualTo(failed.job().id());
        assertThat(image.at("/jobs/0/error/code").asText()).isEqualTo("original-missing");
        assertThat(image.at("/jobs/1").has("retryOf")).isFalse();
        assertThat(TopicReader.all(brokers, Topics.IMAGE_PROCESS))
                .filteredOn(record -> Arrays.equals(record.key(), id.getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
        assertThat(root.post("/api/admin/failures/" + again + "/replay", null).status())
                .as("what was done again and failed again can be done again")
                .isEqualTo(202);
    }

    @Test
    void doesAgainOnlyWhatFailedAndIsTheCallers() throws Exception {
        PixProClient ada = client("ada");
        PixProClient root = client("root");
        Events processed = Events.of(sub(ada), Instant.now());
        Events failed = Events.of(sub(ada), Instant.now());
        publish(processed.processed(LATER), failed.failed(LATER));
        await().atMost(30, SECONDS)
                .until(() -> ada.hasEnded(failed.image().id())
                        && ada.hasEnded(processed.image().id()));
        String retry =
                "/api/images/" + failed.image().id() + "/jobs/" + failed.job().id() + "/retry";
        String replay = "/api/admin/failures/" + failed.job().id() + "/replay";

        PixProClient.Answer notFailed =
                root.post("/api/admin/failures/" + processed.job().id() + "/replay", null);
        assertThat(notFailed.status()).isEqualTo(409);
        assertThat(notFailed.body().path("type").asText()).isEqualTo("urn:pixpro:problem:not-failed");
        assertThat(root.post("/api/admin/failures/" + UUID.randomUUID() + "/replay", null)
                        .status())
                .isEqualTo(404);
        assertThat(client("bob").post(retry, null).status()).isEqualTo(404);
        assertThat(ada.post(replay, null).status()).isEqualTo(403);
        assertThat(ada.post("/api/admin/failures/replay", "{\"code\":\"model-error\"}")
                        .status())
                .isEqualTo(403);
        assertThat(ada.get("/api/images/" + failed.image().id()).body().path("jobs"))
                .hasSize(1);
        assertThat(ada.post(retry, null).status()).isEqualTo(202);
    }

    @Test
    void doesAgainExactlyWhatTheFilterFinds() throws Exception {
        PixProClient root = client("root");
        Instant day = aDayOfItsOwn();
        for (int i = 0; i < 5; i++) {
            failed(day.plusSeconds(i));
        }
        Events outside = failed(day.plusSeconds(7200));
        String span = "\"from\":\"" + day + "\",\"to\":\"" + day.plusSeconds(3600) + "\"";
        await().atMost(30, SECONDS).until(() -> count(root, day, "count") == 5);

        PixProClient.Answer some = root.post("/api/admin/failures/replay", "{" + span + ",\"limit\":3}");
        assertThat(some.status()).isEqualTo(202);
        assertThat(some.body().path("jobs")).hasSize(3);
        await().atMost(30, SECONDS).until(() -> count(root, day, "replayed") == 3);
        JsonNode rest =
                root.post("/api/admin/failures/replay", "{" + span + "}").body();
        assertThat(rest.path("jobs")).hasSize(2);
        await().atMost(30, SECONDS).until(() -> count(root, day, "replayed") == 5);
        assertThat(root.post("/api/admin/failures/replay", "{" + span + "}")
                        .body()
                        .path("jobs"))
                .isEmpty();

        assertThat(some.body().toString() + rest).doesNotContain(outside.job().id());
        for (String refused : List.of("{}", "{\"limit\":1}", "", "no json", "{\"kode\":\"x\"}", "{\"code\":7}")) {
            assertThat(root.post("/api/admin/failures/replay", refused).status())
                    .as(refused)
                    .isEqualTo(400);
        }
    }

    @Test
    void answersABodyThatIsNoJsonWithAProblem() throws Exception {
        PixProClient root = client("root");
        byte[] noUtf8 = {'{', (byte) 0xff};
        for (PixProClient.Answer answer : List.of(
                root.post("/api/admin/failures/replay", "application/json", noUtf8),
                root.post("/api/admin/failures/replay", "text/plain", noUtf8))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.mediaType()).startsWith("application/problem+json");
            assertThat(answer.body().path("detail").asText()).isEqualTo("The body must be a JSON object.");
        }
    }

    @Test
    void doesNotReadABodyBeforeItKnowsWhoSendsIt() throws Exception {
        PixProClient nobody = new PixProClient("http://localhost:" + port, "no.such.token");
        assertThat(nobody.post("/api/admin/failures/replay", "application/json", new byte[] {(byte) 0xff})
                        .status())
                .isEqualTo(401);
    }

    private static int count(PixProClient root, Instant day, String field) throws Exception {
        JsonNode failures = root.get(
                        "/api/admin/failures?code=model-error&from=" + day + "&to=" + day.plusSeconds(3600))
                .body();
        return failures.at("/causes/0/" + field).asInt();
    }

    private interface Call {
        PixProClient.Answer send() throws Exception;
    }

    /** Each four times. */
    private static List<PixProClient.Answer> askAtOnce(Call... calls) throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(4 * calls.length);
        List<Future<PixProClient.Answer>> asked = new ArrayList<>();
        for (int i = 0; i < 4 * calls.length; i++) {
            Call call = calls[i % calls.length];
            asked.add(askers.submit(call::send));
        }
        List<PixProClient.Answer> answers = new ArrayList<>();
        for (Future<PixProClient.Answer> answer : asked) {
            answers.add(answer.get());
        }
        askers.shutdown();
        return answers;
    }

    /** So that no other test's failures are within. */
    private static Instant aDayOfItsOwn() {
        long day = 1 + (long) (Math.random() * 8_000);
        return Instant.parse("2000-01-01T00:00:00Z").plus(Duration.ofDays(day));
    }

    private Events failed(Instant at) {
        Events events = Events.of(UUID.randomUUID().toString(), at);
        publish(events.failed(LATER));
        return events;
    }

    private void publish(ImageEvent... events) {
        for (ImageEvent event : events) {
            String topic = event.type().equals("image.failed") ? Topics.IMAGE_PROCESSED_ERROR : Topics.IMAGE_PROCESSED;
            camel.sendBodyAndHeader(
                    "kafka:" + topic,
                    codec.encode(event),
                    "kafka.KEY",
                    event.image().id());
        }
    }

    private static String sub(PixProClient client) throws Exception {
        return client.get("/api/me").body().path("sub").asText();
    }

    private PixProClient client(String person) {
        return PixProClient.of("http://localhost:" + port, person);
    }
}
