package pixpro.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.GoodImages;
import pixpro.event.SampleJson;

class OllamaRequestTest {

    private static final byte[] PICTURE = GoodImages.noisyJpeg(300, 200);

    private final ObjectMapper json = SampleJson.mapper();
    private final OllamaRequest request = new OllamaRequest(json);

    @Test
    void asksAsTheApiSays() throws Exception {
        JsonNode body = body("enhance", "Make it shine", Map.of("strength", 0.5), Map.of("type", "object"));

        assertThat(body.path("model").asText()).isEqualTo("enhance");
        assertThat(body.path("prompt").asText()).isEqualTo("Make it shine");
        assertThat(body.path("stream").isBoolean()).isTrue();
        assertThat(body.path("stream").asBoolean()).isFalse();
        assertThat(body.path("options").path("strength").asDouble()).isEqualTo(0.5);
        assertThat(body.path("format").path("type").asText()).isEqualTo("object");
        assertThat(body.path("images")).hasSize(1);
        assertThat(body.path("images").get(0).binaryValue()).isEqualTo(PICTURE);
    }

    @Test
    void leavesOutAFormatThatIsNotAskedFor() throws Exception {
        assertThat(body("m", "p", Map.of(), null).has("format")).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "\u0000picture",
                "\"\u0000picture\"",
                "\\u0000picture",
                "\"],\"images\":[\"\u0000picture\"]}",
                "\n\r\t\u2028 “quotes” \\ 猫 \uD83D\uDE00"
            })
    void staysValidJsonWhateverTheTextsSay(String text) throws Exception {
        Map<String, Object> options = Map.of("note", text == null ? "" : text);
        JsonNode body = body("m", text, options, options);

        assertThat(body.path("prompt").asText()).isEqualTo(text == null ? "" : text);
        assertThat(body.path("options").path("note").asText()).isEqualTo(text == null ? "" : text);
        assertThat(body.path("images")).hasSize(1);
        assertThat(body.path("images").get(0).binaryValue()).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 57, 8191, 8192, 8193})
    void encodesPicturesOfAnyLength(int length) throws Exception {
        byte[] picture = new byte[length];
        Arrays.fill(picture, (byte) 0xFB);

        InputStream body = request.open(question("m", "p", Map.of(), null), new ByteArrayInputStream(picture));

        assertThat(json.readTree(body).path("images").get(0).binaryValue()).isEqualTo(picture);
    }

    @Test
    void readsThePictureOnlyAsFastAsItIsSent() throws Exception {
        CountingStream endless = new CountingStream();
        InputStream body = request.open(question("m", "p", Map.of(), null), endless);
        byte[] buffer = new byte[4096];

        for (long sent = 0; sent < 100L << 20; ) {
            sent += body.read(buffer);
            assertThat(endless.given).isLessThan(sent + 64 * 1024);
        }
    }

    @Test
    void closesThePictureWithItself() throws Exception {
        CountingStream picture = new CountingStream();
        InputStream body = request.open(question("m", "p", Map.of(), null), picture);
        assertThat(body.read()).isEqualTo('{');

        body.close();

        assertThat(picture.closed).isTrue();
    }

    private JsonNode body(String model, String prompt, Map<String, Object> options, Object format) throws IOException {
        try (InputStream body =
                request.open(question(model, prompt, options, format), new ByteArrayInputStream(PICTURE))) {
            return json.readTree(body);
        }
    }

    private static ModelQuestion question(String model, String prompt, Map<String, Object> options, Object format) {
        return new ModelQuestion(
                false, model, prompt == null ? "" : prompt, options, Map.of(), format, null, false, null);
    }

    /** Never ends. */
    private static final class CountingStream extends InputStream {

        private long given;
        private boolean closed;

        @Override
        public int read() {
            given++;
            return 7;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            given += length;
            return length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
