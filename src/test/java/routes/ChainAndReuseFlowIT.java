package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    void refusesAChainThatCannotBeBeforeAnythingIsQueued() throws Exception {
        PixProClient.Answer answer =
                ada.upload(Map.of("effect", "detect-faces,vignette"), Map.of("a.png", GoodImages.png(20, 10)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("type").asText()).endsWith("invalid-chain");
        assertThat(answer.body().path("detail").asText()).contains("detect-faces");
    }

    @Test
    void givesTheResultThatIsThereAlready() throws Exception {
        byte[] photo = GoodImages.noisyJpeg(200, 150);
        Map<String, String> order = Map.of("effect", "vignette", "params", "{\"strength\":0.41}");
        JsonNode first = upload(ada, order, photo);
        JsonNode original = ended(ada, first).at("/jobs/0");
        assertThat(original.at("/result/reuseOf").isMissingNode()).isTrue();

        JsonNode again = ended(ada, upload(ada, order, photo)).at("/jobs/0");

        assertThat(again.at("/result/reuseOf").asText())
                .isEqualTo(first.path("jobId").asText());
        assertThat(again.at("/result/recipe")).isEqualTo(original.at("/result/recipe"));
        assertThat(ada.download(again.at("/result/url").asText()))
                .isEqualTo(ada.download(original.at("/result/url").asText()));
        assertThat(again.at("/result/url").asText())
                .as("a copy of its own")
                .doesNotContain(first.path("id").asText());
    }

    @Test
    void doesAgainWhatIsSomebodyElsesOrChangedOrWanted() throws Exception {
        byte[] photo = GoodImages.noisyJpeg(210, 150);
        Map<String, String> order = Map.of("effect", "vignette", "params", "{\"strength\":0.42}");
        JsonNode first = upload(ada, order, photo);
        ended(ada, first);

        for (JsonNode other : new JsonNode[] {
            ended(bob, upload(bob, order, photo)),
            ended(ada, upload(ada, Map.of("effect", "vignette", "params", "{\"strength\":0.43}"), photo)),
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
        Map<String, String> order = Map.of("effect", "vignette", "params", "{\"strength\":0.44}");
        JsonNode first = upload(ada, order, photo);
        ended(ada, first);
        storage.delete(
                ObjectKeys.result(first.path("id").asText(), first.path("jobId").asText()));

        JsonNode again = ended(ada, upload(ada, order, photo)).at("/jobs/0");

        assertThat(again.path("status").asText()).isEqualTo("processed");
        assertThat(again.at("/result/reuseOf").isMissingNode()).isTrue();
        assertThat(ada.download(again.at("/result/url").asText())).isNotEmpty();
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
