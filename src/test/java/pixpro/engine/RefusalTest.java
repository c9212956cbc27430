package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final byte[] PNG =
            SamplePictures.encode(SamplePictures.drawing(64, 48, BufferedImage.TYPE_INT_RGB), "png");
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = RunningEngine.start(2, 512, 3_000_000);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void namesTheModelItDoesNotHave() throws Exception {
        refused(engine.generate("dream", PNG, Map.of()), 404, "model 'dream' not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|missing request body",
                "not json|invalid JSON",
                "[]|must be an object",
                "{\"model\":\"enhance\"|invalid JSON",
                "{}|model is required",
                "{\"model\":7}|model must be a string",
                "{\"model\":\"enhance\"}|exactly one image",
                "{\"model\":\"enhance\",\"images\":[]}|exactly one image",
                "{\"model\":\"enhance\",\"images\":[\"a!\"]}|illegal base64",
                "{\"model\":\"enhance\",\"images\":[1]}|base64 strings",
                "{\"model\":\"enhance\",\"images\":\"abcd\"}|must be an array",
                "{\"model\":\"enhance\",\"stream\":\"no\"}|true or false",
                "{\"model\":\"enhance\",\"format\":\"xml\"}|invalid format",
                "{\"model\":\"enhance\",\"options\":[]}|must be an object",
                "{\"model\":\"enhance\",\"options\":{\"strength\":1.5}}|\"strength\" must be a number from 0 to 1",
                "{\"model\":\"enhance\",\"options\":{\"strength\":\"1\"}}|\"strength\" must be a number",
                "{\"model\":\"enhance\",\"options\":{\"strength\":1e999}}|\"strength\" must be a number from 0 to 1",
                "{\"model\":\"enhance\",\"options\":{\"quality\":50.5}}|\"quality\" must be a whole number",
                "{\"model\":\"upscale\",\"options\":{\"factor\":5}}|\"factor\" must be a number from 2 to 4",
                "{\"model\":\"vignette\",\"options\":{\"size\":-0.1}}|\"size\" must be a number from 0 to 1",
                "{\"model\":\"sharpen\",\"options\":{\"radius\":6}}|\"radius\" must be a number from 0.5 to 5",
                "{\"model\":\"straighten\",\"options\":{\"maxAngle\":90}}|\"maxAngle\" must be a number from 1 to 15",
                "{\"model\":\"blur-faces\",\"options\":{\"style\":\"none\"}}|\"style\" must be one of blur, pixels",
                "{\"model\":\"watermark\",\"options\":{\"position\":7}}|\"position\" must be one of",
                "{\"model\":\"watermark\",\"options\":{\"text\":7}}|\"text\" must be a text",
                "{\"model\":\"watermark\",\"options\":{\"text\":\"\"}}|something to read",
                "{\"model\":\"watermark\",\"options\":{\"text\":\"   \"}}|something to read",
                "{\"model\":\"watermark\",\"options\":{\"text\":\"a\\nb\"}}|no control characters",
            })
    void saysWhatIsWrongWithARequest(String body, String sentence) throws Exception {
        refused(engine.post("/api/generate", body), 400, sentence);
    }

    @Test
    void refusesATextThatIsLongerThanEightyCharactersOrCannotBeDrawn() throws Exception {
        String longest = "\u00E9".repeat(80);
        assertThat(engine.generate("watermark", PNG, Map.of("text", longest)).statusCode())
                .isEqualTo(200);
        refused(engine.generate("watermark", PNG, Map.of("text", longest + "x")), 400, "at most 80 characters");
        refused(engine.generate("watermark", PNG, Map.of("text", "a\uE5FF")), 400, "no character U+E5FF");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 200})
    void refusesToCutOutWhatIsNotThere(int side) throws Exception {
        byte[] flat = SamplePictures.encode(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png");
        refused(engine.generate("remove-background", flat, Map.of()), 400, "nothing in the image stands out");
    }

    @Test
    void refusesABombByItsHeader() throws Exception {
        refused(engine.generate("enhance", SamplePictures.pngClaiming(50_000, 50_000), Map.of()), 400, "limit of 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void refusesATruncatedFile(String format) throws Exception {
        byte[] whole = SamplePictures.encode(SamplePictures.drawing(200, 160, BufferedImage.TYPE_3BYTE_BGR), format);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        refused(engine.generate("enhance", half, Map.of()), 400, "truncated or damaged");
    }

    @Test
    void refusesWhatIsNoPicture() throws Exception {
        byte[] text = "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8);
        refused(engine.generate("enhance", text, Map.of()), 400, "not a JPEG, PNG");
        refused(engine.generate("enhance", new byte[0], Map.of()), 400, "empty");
    }

    @Test
    void refusesAResultBeyondThePixelLimit() throws Exception {
        byte[] wide = SamplePictures.encode(new BufferedImage(3000, 2500, BufferedImage.TYPE_BYTE_GRAY), "png");
        refused(engine.generate("upscale", wide, Map.of("factor", 4)), 400, "12000 x 10000");
    }

    @Test
    void refusesALongBodyWhetherAnnouncedOrNot() throws Exception {
        String body = "{\"model\":\"enhance\",\"prompt\":\"" + "x".repeat(3_000_000) + "\"}";
        refused(engine.post("/api/generate", body), 413, "larger than 3000000 bytes");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest chunked = HttpRequest.newBuilder(engine.uri("/api/generate"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                .build();
        refused(engine.send(chunked), 413, "larger than 3000000 bytes");
    }

    @Test
    void refusesOtherMethodsAndPaths() throws Exception {
        HttpResponse<String> response = engine.get("/api/generate");
        refused(response, 405, "method not allowed");
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        refused(engine.post("/api/tags", "{}"), 405, "method not allowed");
        refused(engine.get("/api/elsewhere"), 404, "path not found");
    }

    @Test
    void tellsALateFailureInTheStream() throws Exception {
        byte[] wide = SamplePictures.encode(new BufferedImage(3000, 2500, BufferedImage.TYPE_BYTE_GRAY), "png");
        var request =
                RunningEngine.request("upscale", wide, Map.of("factor", 4)).put("stream", true);
        String[] lines = engine.post("/api/generate", request.toString()).body().split("\n");
        assertThat(RunningEngine.json(lines[lines.length - 1]).get("error").asText())
                .contains("megapixels");
    }

    private static void refused(HttpResponse<String> response, int status, String sentence) throws IOException {
        JsonNode body = RunningEngine.json(response);
        assertThat(body.path("error").asText()).contains(sentence).doesNotContain("Exception", "\n", ".cpp");
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
