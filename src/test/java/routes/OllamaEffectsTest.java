package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pixpro.corpus.GoodImages;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.SampleJson;
import pixpro.process.BackendSettings.Backend;
import pixpro.process.OllamaStub;

/** The effects that Ollama does, from their YAML files. */
@Timeout(60)
class OllamaEffectsTest {

    private static final byte[] PICTURE = GoodImages.png(32, 24);
    private static final String EVIL = "${exception} {{x}} {language} {prompt} \"],\"images\":[";

    private final OllamaStub ollama = OllamaStub.start()
            .has("qwen2.5vl:latest", "1")
            .has("x/flux2-klein:latest", "2")
            .has("x/z-image-turbo:latest", "3");
    private final OllamaStub engine = OllamaStub.start().has("draw-detections", "4");
    private RunningProcess process;

    @TempDir
    Path spool;

    @BeforeEach
    void start() throws Exception {
        Map<String, Backend> backends = Map.of(
                "ollama", backend(ollama, "describe", "tag", "detect-words", "edit", "generate"),
                "vision", backend(engine, "vision"));
        process = RunningProcess.start(backends, spool, "describe", "tag", "detect-words", "edit", "generate");
    }

    @AfterEach
    void stop() throws Exception {
        process.close();
        ollama.close();
        engine.close();
    }

    private static Backend backend(OllamaStub stub, String... capabilities) {
        Duration patience = Duration.ofSeconds(10);
        return new Backend(URI.create(stub.url()), Set.of(capabilities), 1, patience, patience, 2, false);
    }

    @Test
    void describes() throws Exception {
        ollama.then(OllamaStub.pieces("Eine ", "Katze"));

        ImageProcessed end = run("describe", "{\"language\":\"German\"}");

        assertThat(end.result().data().asText()).isEqualTo("Eine Katze");
        assertThat(end.result().recipe().get(0).digest()).isEqualTo("1");
        assertThat(asked().path("prompt").asText()).endsWith("in this language: German");
        assertThat(asked().path("images").get(0).binaryValue()).isEqualTo(RunningProcess.ORIGINAL);
    }

    @Test
    void tags() throws Exception {
        ollama.then(OllamaStub.text("{\"tags\":[\"cat\",\"sofa\"]}"));

        assertThat(run("tag", null).result().data().path("tags")).hasSize(2);
        assertThat(asked().path("format").path("required").get(0).asText()).isEqualTo("tags");
    }

    @Test
    void detectsWhatIsNamedAndHasItDrawn() throws Exception {
        ollama.then(OllamaStub.text(boxes("0.25")));
        engine.then(OllamaStub.image(PICTURE));

        ImageProcessed end = run("detect-words", "{\"words\":\"a cat\"}");

        assertThat(end.result().data().path("detections").get(0).path("x").asDouble())
                .isEqualTo(0.25);
        assertThat(asked().path("prompt").asText()).contains(": a cat.");
        assertThat(process.storage.get(end.result().objectKey())).hasBinaryContent(PICTURE);
        JsonNode drawing = SampleJson.mapper().readTree(engine.asked().get(0).body());
        assertThat(drawing.path("model").asText()).isEqualTo("draw-detections");
        assertThat(drawing.path("images").get(0).binaryValue()).isEqualTo(RunningProcess.ORIGINAL);
        assertThat(drawing.at("/options/detections").asText()).isEqualTo(boxes("0.25"));
        assertThat(drawing.has("format")).isFalse();
        assertThat(end.result().recipe()).singleElement().satisfies(step -> {
            assertThat(step.backend()).as("who found them").isEqualTo("ollama");
            assertThat(step.model()).isEqualTo("qwen2.5vl");
        });
    }

    @Test
    void asksBothAgainWhenTheDrawingFails() throws Exception {
        ollama.then(OllamaStub.text(boxes("0.25"))).then(OllamaStub.text(boxes("0.5")));
        engine.then(OllamaStub.page(500)).then(OllamaStub.image(PICTURE));

        ImageProcessed end = run("detect-words", "{\"words\":\"a cat\"}");

        assertThat(end.result().data().at("/detections/0/x").asDouble()).isEqualTo(0.5);
        JsonNode again = SampleJson.mapper().readTree(ollama.asked().get(1).body());
        assertThat(again.path("model").asText()).isEqualTo("qwen2.5vl");
        assertThat(again.path("format").isObject()).isTrue();
        assertThat(again.path("options").isEmpty()).isTrue();
    }

    @Test
    void takesNoBoxOutsideOfThePicture() {
        ollama.then(OllamaStub.text(boxes("NaN"))).then(OllamaStub.text(boxes("1.01")));

        assertThat(process.run("detect-words", process.effects.check("detect-words", null)))
                .isInstanceOfSatisfying(
                        ImageFailed.class, end -> assertThat(end.code()).isEqualTo("malformed-answer"));
    }

    @Test
    void edits() throws Exception {
        ollama.then(OllamaStub.paintedImage(PICTURE, 4));
        String params = SampleJson.mapper().writeValueAsString(Map.of("prompt", EVIL, "seed", 7));

        ImageProcessed end = run("edit", params);

        assertThat(end.result().width()).isEqualTo(32);
        assertThat(asked().path("prompt").asText()).isEqualTo(EVIL);
        assertThat(asked().path("options").toString()).isEqualTo("{\"seed\":7}");
        assertThat(asked().path("images")).hasSize(1);
    }

    @Test
    void generates() throws Exception {
        ollama.then(OllamaStub.image(PICTURE));

        ImageProcessed end = run("generate", "{\"prompt\":\"a cat\",\"width\":512}");

        assertThat(process.storage.get(end.result().objectKey())).hasBinaryContent(PICTURE);
        assertThat(asked().path("width").asInt()).isEqualTo(512);
        assertThat(asked().path("height").asInt()).isEqualTo(1024);
        assertThat(asked().has("images")).isFalse();
        assertThat(asked().path("options").toString()).isEqualTo("{\"seed\":0}");
    }

    private ImageProcessed run(String effect, String params) {
        return (ImageProcessed) process.run(effect, process.effects.check(effect, params));
    }

    private JsonNode asked() throws Exception {
        assertThat(ollama.asked()).hasSize(1);
        return SampleJson.mapper().readTree(ollama.asked().get(0).body());
    }

    private static String boxes(String x) {
        return "{\"detections\":[{\"label\":\"cat\",\"x\":" + x + ",\"y\":0.5,\"width\":0.1,\"height\":0.1}]}";
    }
}
