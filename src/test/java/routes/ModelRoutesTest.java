package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.BadImage;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageProgress;
import pixpro.event.SampleEvents;
import pixpro.process.OllamaStub;

/** What a model is asked, and what becomes of its answers. */
class ModelRoutesTest extends OllamaFixture {

    private static final String FORMAT =
            "{\"type\":\"object\",\"required\":[\"x\"],\"properties\":{\"x\":{\"type\":\"number\",\"minimum\":0,\"maximum\":1}}}";
    private static final byte[] PICTURE = GoodImages.png(32, 24);

    @Test
    void saysWhichModelOfWhichBackendMadeTheResult() throws Exception {
        ollama.then(OllamaStub.text("a cat"));

        ImageProcessed end = processed("text");

        assertThat(end.result().data().asText()).isEqualTo("a cat");
        assertThat(end.result().recipe().get(0).backend()).isEqualTo("ollama");
        assertThat(end.result().recipe().get(0).model()).isEqualTo("llava");
        assertThat(end.result().recipe().get(0).digest()).isEqualTo(DIGEST);
        assertThat(end.attempts()).isEqualTo(1);
        assertThat(asked(0).path("images").get(0).binaryValue()).isEqualTo(RunningProcess.ORIGINAL);
    }

    @Test
    void keepsAGeneratedPicture() throws Exception {
        ollama.then(OllamaStub.paintedImage(PICTURE, 4));
        variables.putAll(Map.of("stream", "true", "fields", "width", "picture", "none", "keepAlive", "1m"));

        ImageProcessed end = processed("image", Map.of("width", 32, "seed", 7));

        assertThat(process.storage.get(end.result().objectKey())).hasBinaryContent(PICTURE);
        assertThat(asked(0).path("stream").asBoolean()).isTrue();
        assertThat(asked(0).path("width").asInt()).isEqualTo(32);
        assertThat(asked(0).path("options").path("seed").asInt()).isEqualTo(7);
        assertThat(asked(0).path("options").has("width")).isFalse();
        assertThat(asked(0).path("keep_alive").asText()).isEqualTo("1m");
        assertThat(asked(0).has("images")).isFalse();
    }

    @Test
    void reportsHowFarAPictureIsWhileItIsPainted() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ollama.then(ollama.paintedOnce(seen, PICTURE));
        variables.put("stream", "true");
        start("image");
        CompletableFuture<ImageEvent> end = CompletableFuture.supplyAsync(() -> process.run("ask", Map.of()));

        await().atMost(30, SECONDS).until(() -> process.progress.size() == 2);
        assertThat(end).isNotDone();
        seen.countDown();

        assertThat(end).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(ImageProcessed.class);
        assertThat(process.progress)
                .extracting(ImageProgress::completed, ImageProgress::total)
                .containsExactly(tuple(0L, null), tuple(1L, 2L));
    }

    @Test
    void doesItsWorkWhateverAModelCounts() throws Exception {
        String lines = "{\"completed\":-1,\"total\":4}\n{\"completed\":5,\"total\":4}\n"
                + "{\"completed\":\"1\",\"total\":\"4\"}\n{\"completed\":1e308,\"total\":1e308}\n"
                + "{\"completed\":9223372036854775807,\"total\":9223372036854775807}\n";
        ollama.then(OllamaStub.json(200, lines + "{\"response\":\"a cat\",\"done\":true}\n"));

        assertThat(processed("text").result().data().asText()).isEqualTo("a cat");
        assertThat(process.progress).extracting(ImageProgress::completed).containsExactly(0L);
    }

    @Test
    void putsPiecesOfAnAnswerTogether() throws Exception {
        ollama.then(OllamaStub.pieces("a ", "black ", "cat"));

        assertThat(processed("text").result().data().asText()).isEqualTo("a black cat");
    }

    @Test
    void fillsParametersIntoThePromptAsTheyAre() throws Exception {
        ollama.then(OllamaStub.text("ok"));
        variables.put("prompt", "Find {words}, and {nothing}");
        String evil = "${exception} {{pixpro.process.attempts}} {words} \"],\"images\":[] $1 \\";

        processed("text", Map.of("words", evil));

        assertThat(asked(0).path("prompt").asText()).isEqualTo("Find " + evil + ", and {nothing}");
        assertThat(asked(0).path("images")).hasSize(1);
        assertThat(asked(0).path("options")).isEmpty();
    }

    @Test
    void letsAModelMendAnAnswerThatDoesNotFitOnce() throws Exception {
        ollama.then(OllamaStub.text("{\"x\":7}")).then(OllamaStub.text("{\"x\":0.5}"));
        variables.put("format", FORMAT);

        ImageProcessed end = processed("data");

        assertThat(end.result().data().path("x").asDouble()).isEqualTo(0.5);
        assertThat(end.attempts()).isEqualTo(1);
        assertThat(asked(0).path("format").path("required").get(0).asText()).isEqualTo("x");
        assertThat(asked(1).path("prompt").asText()).contains("{\"x\":7}").contains("$.x: must");
        assertThat(asked(1).path("images")).hasSize(1);
    }

    @Test
    void talksToAChatAboutItsMistake() throws Exception {
        ollama.then(OllamaStub.message("so sorry")).then(OllamaStub.message("{\"x\":1}"));
        variables.putAll(Map.of("format", FORMAT, "api", "chat", "prompt", "Where?"));

        assertThat(processed("data").result().data().path("x").asInt()).isEqualTo(1);

        assertThat(ollama.asked()).extracting(OllamaStub.Asked::path).containsOnly("/api/chat");
        JsonNode messages = asked(1).path("messages");
        assertThat(messages.findValuesAsText("role")).containsExactly("user", "assistant", "user");
        assertThat(messages.get(0).path("content").asText()).isEqualTo("Where?");
        assertThat(messages.get(0).path("images").get(0).binaryValue()).isEqualTo(RunningProcess.ORIGINAL);
        assertThat(messages.get(1).path("content").asText()).isEqualTo("so sorry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":NaN}", "{\"x\":\"NaN\"}", "{\"x\":-1}", "{}", "[]", "no", "", "{\"x\":1"})
    void givesUpAnAnswerThatDoesNotFitTwice(String answer) throws Exception {
        ollama.then(OllamaStub.text(answer)).then(OllamaStub.text(answer));
        variables.put("format", FORMAT);

        assertThat(failed("data").code()).isEqualTo("malformed-answer");
        assertThat(ollama.asked()).hasSize(2);
    }

    @Test
    void failsAJobWhoseModelIsNotThereAtOnce() throws Exception {
        variables.put("model", "nothing");
        ollama.then(OllamaStub.noModel());

        ImageFailed end = failed("text");

        assertThat(end.code()).isEqualTo("unknown-model");
        assertThat(end.attempts()).isEqualTo(1);
    }

    @Test
    void fetchesAModelWhereItMay() throws Exception {
        variables.put("model", "moondream");
        backends.put("ollama", backend(ollama.url(), 10, Duration.ofSeconds(10), true, "able"));
        ollama.then(ollama.pulls("moondream:latest", "cd")).then(OllamaStub.text("a cat"));

        ImageProcessed end = processed("text");

        assertThat(end.result().recipe().get(0).digest()).isEqualTo("cd");
        assertThat(process.progress)
                .extracting(ImageProgress::completed, ImageProgress::total)
                .containsExactly(tuple(0L, null), tuple(50L, 100L));
        assertThat(ollama.asked()).extracting(OllamaStub.Asked::path).containsExactly("/api/pull", "/api/generate");
        assertThat(asked(0).path("model").asText()).isEqualTo("moondream");
    }

    @Test
    void failsAJobWhoseModelCannotBeFetched() throws Exception {
        variables.put("model", "nothing");
        backends.put("ollama", backend(ollama.url(), 10, Duration.ofSeconds(10), true, "able"));
        ollama.then(OllamaStub.json(200, "{\"status\":\"pulling manifest\"}\n{\"error\":\"file does not exist\"}\n"));

        assertThat(failed("text").code()).isEqualTo("unknown-model");
    }

    @Test
    void triesAgainWhatIsTheBackendsFault() throws Exception {
        ollama.then(OllamaStub.cut("{\"response\":\"a c"))
                .then(OllamaStub.page(200))
                .then(OllamaStub.text("a cat"));

        assertThat(processed("text").attempts()).isEqualTo(3);
    }

    @Test
    void givesUpABackendThatStaysBroken() throws Exception {
        ollama.then(OllamaStub.page(502)).then(OllamaStub.page(404)).then(OllamaStub.json(500, "{\"error\":\"no\"}"));

        ImageFailed end = failed("text");

        assertThat(end.code()).isEqualTo("backend-unavailable");
        assertThat(end.attempts()).isEqualTo(RunningProcess.ATTEMPTS);
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (OllamaStub elsewhere = OllamaStub.start()) {
            String there = elsewhere.url() + "/api/generate";
            ollama.then(OllamaStub.redirect(there)).then(OllamaStub.text("a cat"));

            assertThat(processed("text").attempts()).isEqualTo(2);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void failsAJobWhoseAnswerIsNotOllamas() throws Exception {
        ollama.then(OllamaStub.json(200, "{\"choices\":[{\"text\":\"a cat\"}]}"));

        assertThat(failed("text").code()).isEqualTo("malformed-answer");
    }

    /** The whole corpus of bad uploads, as if a model had made it. */
    @Test
    void trustsNoPictureOfAModelMoreThanAnUpload() throws Exception {
        List<BadImage> corpus = new ArrayList<>(BadImages.all());
        corpus.add(new BadImage("bomb.png", BadImages.pngBomb(), "corrupt-image"));
        assertThat(corpus).hasSizeGreaterThan(60);
        for (BadImage bad : corpus) {
            ollama.then(OllamaStub.image(bad.bytes()));
            ImageFailed end = failed("image");
            assertThat(end.code()).as("%s", bad).isIn("unfit-result", "malformed-answer", "result-too-large");
            assertThat(end.attempts()).as("%s", bad).isEqualTo(1);
        }
        assertThat(process.storage.keys()).containsExactly(SampleEvents.ORIGINAL);

        ollama.then(OllamaStub.image(GoodImages.png(64, 48)));
        assertThat(processed("image").result().width()).as("still at work").isEqualTo(64);
    }
}
