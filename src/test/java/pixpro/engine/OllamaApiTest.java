package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OllamaApiTest {
    private static final byte[] PNG =
            SamplePictures.encode(SamplePictures.drawing(64, 48, BufferedImage.TYPE_INT_RGB), "png");
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = RunningEngine.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void saysThatItRunsAndWhichApiItSpeaks() throws Exception {
        assertThat(engine.get("/").body()).contains("is running");
        assertThat(RunningEngine.json(engine.get("/api/version")).get("version").asText())
                .matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void answersHeadAsOllamaDoes() throws Exception {
        HttpResponse<String> response = engine.send(HttpRequest.newBuilder(engine.uri("/"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void listsEveryEffectAsAModelWithADigestOfItsOwn() throws Exception {
        JsonNode models = RunningEngine.json(engine.get("/api/tags")).get("models");
        assertThat(models.findValuesAsText("name"))
                .contains("enhance", "denoise", "cartoon", "upscale", "detect-faces")
                .doesNotHaveDuplicates();
        assertThat(models.findValuesAsText("digest"))
                .doesNotHaveDuplicates()
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
        JsonNode first = models.get(0);
        assertThat(first.get("model").asText()).isEqualTo("enhance");
        assertThat(first.get("modified_at").asText()).contains("T");
        assertThat(first.get("size").isNumber()).isTrue();
        assertThat(first.get("details").fieldNames())
                .toIterable()
                .contains("format", "family", "families", "parameter_size", "quantization_level");
    }

    @Test
    void showsCapabilitiesAndAParameterSchema() throws Exception {
        JsonNode shown = RunningEngine.json(engine.post("/api/show", "{\"model\":\"detect-faces\"}"));
        assertThat(shown.get("capabilities").toString()).contains("vision");
        JsonNode minSize = shown.at("/parameters_schema/properties/minSize");
        assertThat(minSize.get("minimum").asDouble()).isEqualTo(0.02);
        assertThat(minSize.get("maximum").asDouble()).isEqualTo(1);
        assertThat(minSize.get("default").asDouble()).isEqualTo(0.05);
        assertThat(engine.post("/api/show", "{\"model\":\"none\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void generatesOnePictureWithDurationsInOneObject() throws Exception {
        HttpResponse<String> response = engine.generate("enhance", PNG, Map.of("strength", 0.7));
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        JsonNode answer = RunningEngine.json(response);
        assertThat(answer.get("model").asText()).isEqualTo("enhance");
        assertThat(answer.get("done").asBoolean()).isTrue();
        assertThat(answer.get("done_reason").asText()).isEqualTo("stop");
        assertThat(answer.get("response").asText()).contains("64 x 48");
        assertThat(answer.get("total_duration").asLong()).isPositive();
        BufferedImage picture = SamplePictures.decode(
                Base64.getDecoder().decode(answer.get("image").asText()));
        assertThat(picture.getWidth()).isEqualTo(64);
        assertThat(picture.getHeight()).isEqualTo(48);
    }

    @Test
    void streamsProgressLinesUnlessToldOtherwise() throws Exception {
        var request = RunningEngine.request("cartoon", PNG, Map.of());
        request.remove("stream");
        HttpResponse<String> response = engine.post("/api/generate", request.toString());
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().split("\n")) {
            lines.add(RunningEngine.json(line));
        }
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.get(0).get("completed").asInt()).isEqualTo(1);
        assertThat(lines.get(0).get("total").asInt()).isEqualTo(3);
        assertThat(lines.get(0).get("done").asBoolean()).isFalse();
        assertThat(lines.get(lines.size() - 1).get("done").asBoolean()).isTrue();
        assertThat(lines.get(lines.size() - 1).has("image")).isTrue();
    }

    @Test
    void chatsWithThePictureOfTheLastMessageThatHasOne() throws Exception {
        String image = Base64.getEncoder().encodeToString(PNG);
        String body = """
                {"model":"enhance:latest","stream":false,"messages":[
                  {"role":"user","content":"brighter","images":["bm90IGFuIGltYWdl"]},
                  {"role":"user","content":"please","images":["%s"]},
                  {"role":"user","content":"thanks"}]}""".formatted(image);
        JsonNode answer = RunningEngine.json(engine.post("/api/chat", body));
        assertThat(answer.at("/message/role").asText()).isEqualTo("assistant");
        assertThat(answer.at("/message/images/0").asText()).isNotEmpty();
        assertThat(answer.get("model").asText()).isEqualTo("enhance:latest");
    }

    @Test
    void answersInJsonWhenAFormatIsGiven() throws Exception {
        var request = RunningEngine.request("upscale", PNG, Map.of("factor", 2)).put("format", "json");
        JsonNode answer = RunningEngine.json(engine.post("/api/generate", request.toString()));
        JsonNode text = RunningEngine.json(answer.get("response").asText());
        assertThat(text.get("width").asInt()).isEqualTo(128);
        assertThat(text.get("height").asInt()).isEqualTo(96);
    }

    @Test
    void readsFieldsInAnyOrderAndIgnoresForeignOnes() throws Exception {
        String body = "{\"images\":[\"%s\"],\"keep_alive\":\"5m\",\"think\":{\"a\":[1]},\"options\":{\"seed\":1},"
                + "\"stream\":false,\"prompt\":\"x\",\"model\":\"denoise\"}";
        String image = Base64.getEncoder().encodeToString(PNG);
        assertThat(engine.post("/api/generate", body.formatted(image)).statusCode())
                .isEqualTo(200);
    }
}
