package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.corpus.GoodImages;
import pixpro.local.OnLocalStack;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/** Several effects in one job, and a job that was done before, on real neighbours. */
@OnLocalStack
class ChainAndReuseFlowIT {

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectStorage storage;

    private PixProClient ada;
    private PixProClient bob;

    @BeforeEach
    void logIn() {
        ada = PixProClient.of("http://localhost:" + port, "ada");
        bob = PixProClient.of("http://localhost:" + port, "bob");
    }

    @Test
    void runsAChainStepByStepAndTellsItsRecipe() throws Exception {
        Map<String, String> order = Map.of(
                "effect", "denoise, upscale,black-and-white",
                "params", "{\"denoise\":{\"strength\":0.3},\"upscale\":{\"factor\":2}}");
        JsonNode sent = upload(ada, order, GoodImages.noisyJpeg(160, 120));

        JsonNode job = ended(ada, sent).at("/jobs/0");

        assertThat(job.path("status").asText()).as("%s", job).isEqualTo("processed");
        assertThat(job.path("effect").asText()).isEqualTo("denoise,upscale,black-and-white");
        assertThat(job.at("/result/width").asInt()).isEqualTo(320);
        assertThat(job.at("/result/recipe")).hasSize(3);
        assertThat(job.at("/result/recipe").findValuesAsText("effect"))
                .containsExactly("denoise", "upscale", "black-and-white");
        assertThat(job.at("/result/recipe")).allSatisfy(step -> {
            assertThat(step.path("revision").asText()).matches("[0-9a-f]{12}");
            assertThat(step.path("backend").asText()).isEqualTo("vision");
            assertThat(step.path("digest").asText()).isNotEmpty();
            assertThat(step.path("millis").isNumber()).isTrue();
        });
        assertThat(job.at("/result/recipe/0/params/strength").asDouble()).isEqualTo(0.3);
        assertThat(Instant.parse(job.path("startedAt").asText()))
                .isCloseTo(Instant.parse(job.at("/result/recipe/0/startedAt").asText()), within(1, ChronoUnit.MILLIS));
        for (int done = 1; done <= 2; done++) {
            String step =
                    ObjectKeys.step(sent.path("id").asText(), sent.path("jobId").asText(), done);
            await().until(() -> storage.stat(step).isEmpty());
        }
    }

    @Test
    void takesARequestOnceThatIsRepeatedWithItsKey() throws Exception {
        Map<String, byte[]> photos =
                Map.of("a.jpg", GoodImages.noisyJpeg(90, 61), "b.jpg", GoodImages.noisyJpeg(91, 60));
        Map<String, String> order = Map.of("effect", "sketch", "reuse", "false");
        String key = "try-" + System.nanoTime();
        // the second before the library knows of the first
        JsonNode first = ada.upload(order, photos, key).body();
        JsonNode second = ada.upload(order, photos, key).body();
        for (JsonNode image : first.path("images")) {
            ended(ada, image);
        }
        JsonNode third = ada.upload(order, photos, key).body();

        for (JsonNode repeated : List.of(second, third)) {
            assertThat(repeated.path("batchId")).isEqualTo(first.path("batchId"));
            assertThat(repeated.findValuesAsText("id")).isEqualTo(first.findValuesAsText("id"));
            assertThat(repeated.findValuesAsText("jobId")).isEqualTo(first.findValuesAsText("jobId"));
        }
        assertThat(third.findValuesAsText("status")).containsOnly("known");
        JsonNode batch =
                ada.get("/api/batches/" + first.path("batchId").asText()).body();
        assertThat(batch.path("items")).hasSize(2);
        for (JsonNode image : first.path("images")) {
            assertThat(ended(ada, image).path("jobs")).hasSize(1);
            String job = image.path("jobId").asText();
            assertThat(ada.get("/api/notifications?limit=200&after=" + job + ":queued")
                            .body()
                            .findValuesAsText("id"))
                    .filteredOn(each -> each.startsWith(job))
                    .containsExactly(job + ":processed");
        }
        assertThat(ada.upload(order, photos, "k".repeat(201)).status()).isEqualTo(400);
        assertThat(bob.upload(order, photos, key).body().findValuesAsText("id"))
                .doesNotContainAnyElementsOf(first.findValuesAsText("id"));
    }

    @Test
    void refusesAChainThatCannotBeBeforeAnythingIsQueued() throws Exception {
        PixProClient.Answer answer =
                ada.upload(Map.of("effect", "detect-faces,vignette"), Map.of("a.png", GoodImages.png(20, 10)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("type").asText()).endsWith("invalid-chain");
        assertThat(answer.body().path("detail").asText()).contains("detect-faces");
    }

    @Test
    void namesTheImageAndTheJobThatAreThereAlready() throws Exception {
        byte[] photo = GoodImages.noisyJpeg(200, 150);
        Map<String, String> order = Map.of("effect", "vignette", "params", "{\"strength\":0.41}", "reuse", "true");
        JsonNode first = upload(ada, order, photo);
        ended(ada, first);

        JsonNode again = upload(ada, order, photo);
        JsonNode only = upload(ada, Map.of("reuse", "true"), photo);

        assertThat(again.path("status").asText()).isEqualTo("known");
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("jobId")).isEqualTo(first.path("jobId"));
        assertThat(only.path("status").asText()).isEqualTo("known");
        assertThat(only.path("id")).isEqualTo(first.path("id"));
        assertThat(ended(ada, first).path("jobs")).hasSize(1);
    }

    @Test
    void doesSomethingElseWithTheImageThatIsThereAlready() throws Exception {
        byte[] photo = GoodImages.noisyJpeg(200, 160);
        JsonNode first = upload(ada, Map.of("effect", "vignette", "reuse", "true"), photo);
        ended(ada, first);

        JsonNode other = upload(ada, Map.of("effect", "sketch", "reuse", "true"), photo);

        assertThat(other.path("status").asText()).isEqualTo("queued");
        assertThat(other.path("id")).isEqualTo(first.path("id"));
        assertThat(other.path("jobId")).isNotEqualTo(first.path("jobId"));
        await().atMost(60, SECONDS)
                .until(() -> ada.get("/api/images/" + first.path("id").asText())
                                .body()
                                .path("jobs")
                                .size()
                        == 2);
        assertThat(ended(ada, first).path("status").asText()).isEqualTo("processed");
    }

    @Test
    void doesAgainWhatIsSomebodyElsesOrWanted() throws Exception {
        byte[] photo = GoodImages.noisyJpeg(210, 150);
        Map<String, String> order = Map.of("effect", "vignette", "params", "{\"strength\":0.42}", "reuse", "true");
        JsonNode first = upload(ada, order, photo);
        ended(ada, first);

        for (JsonNode other : new JsonNode[] {
            ended(bob, upload(bob, order, photo)),
            ended(
                    ada,
                    upload(ada, Map.of("effect", "vignette", "params", "{\"strength\":0.42}", "reuse", "false"), photo))
        }) {
            assertThat(other.at("/jobs/0/status").asText()).isEqualTo("processed");
            assertThat(other.at("/jobs/0/result/reuseOf").isMissingNode()).isTrue();
        }
    }

    @Test
    void doesAgainWhatIsGone() throws Exception {
        byte[] photo = GoodImages.noisyJpeg(220, 150);
        Map<String, String> order = Map.of("effect", "vignette", "params", "{\"strength\":0.44}", "reuse", "true");
        JsonNode first = upload(ada, order, photo);
        ended(ada, first);
        storage.delete(
                ObjectKeys.result(first.path("id").asText(), first.path("jobId").asText()));

        JsonNode again = upload(ada, order, photo);

        assertThat(again.path("status").asText()).isEqualTo("queued");
        String job = again.path("jobId").asText();
        assertThat(job).isNotEqualTo(first.path("jobId").asText());
        await().atMost(60, SECONDS)
                .until(() -> ended(ada, first).at("/jobs/0/id").asText().equals(job));
        JsonNode done = ended(ada, first).at("/jobs/0");
        assertThat(done.path("status").asText()).isEqualTo("processed");
        assertThat(done.at("/result/reuseOf").isMissingNode()).isTrue();
        assertThat(ada.download(done.at("/result/url").asText())).isNotEmpty();
    }

    private static JsonNode upload(PixProClient client, Map<String, String> order, byte[] photo) throws Exception {
        PixProClient.Answer answer = client.upload(order, Map.of("photo.jpg", photo));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.body().at("/images/0");
    }

    private static JsonNode ended(PixProClient client, JsonNode sent) throws Exception {
        String id = sent.path("id").asText();
        await().atMost(60, SECONDS).until(() -> client.hasEnded(id));
        return client.get("/api/images/" + id).body();
    }
}
