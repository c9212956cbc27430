package pixpro.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.GoodImages;

class OllamaAnswerTest {

    private static final int LIMIT = 40_000_000;
    private static final byte[] PICTURE = GoodImages.png(64, 48);
    private static final String BASE64 = Base64.getEncoder().encodeToString(PICTURE);

    private final List<String> progress = new ArrayList<>();

    @TempDir
    Path spool;

    @AfterEach
    void nothingStaysInTheSpool() {
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void readsTextAndPicture() throws Exception {
        String body = "{\"model\":\"other\",\"created_at\":\"2026-11-23T08:00:00Z\",\"response\":\"Zwei Katzen 猫\","
                + "\"image\":\"" + BASE64 + "\",\"context\":[1,2,[3]],\"done_reason\":\"stop\",\"done\":true,\"n\":{}}";

        try (ModelAnswer answer = read(body)) {
            assertThat(answer.backend()).isEqualTo("vision");
            assertThat(answer.model()).isEqualTo("enhance");
            assertThat(answer.text()).isEqualTo("Zwei Katzen 猫");
            assertThat(answer.picture().path()).hasBinaryContent(PICTURE).hasParent(spool);
            assertThat(answer.picture().bytes()).isEqualTo(PICTURE.length);
        }
    }

    @Test
    void readsAnAnswerWithoutAPicture() throws Exception {
        assertThat(read("{\"response\":\"a cat\",\"done\":true}").picture()).isNull();
        assertThat(read("{\"image\":null,\"done\":true}").picture()).isNull();
        assertThat(read("{\"image\":42,\"done\":true}").picture()).isNull();
        assertThat(read("{\"done\":true}").text()).isEmpty();
    }

    @Test
    void putsTogetherWhatComesPieceByPiece() throws Exception {
        String lines = "{\"response\":\"a \",\"done\":false}\n{\"response\":\"cat\",\"done\":false}\n"
                + "{\"completed\":3,\"total\":4,\"done\":false}\n"
                + "{\"response\":\"\",\"image\":\"" + BASE64 + "\",\"done\":true,\"done_reason\":\"stop\"}\n";

        try (ModelAnswer answer = read(lines)) {
            assertThat(answer.text()).isEqualTo("a cat");
            assertThat(answer.picture().path()).hasBinaryContent(PICTURE);
        }
    }

    @Test
    void tellsHowFarTheModelIsAsTheLinesCome() throws Exception {
        InputStream lines =
                new SequenceInputStream(stream("{\"completed\":1,\"total\":4,\"done\":false}\n"), new InputStream() {
                    private final InputStream rest =
                            stream("{\"completed\":4,\"total\":4,\"done\":false}\n{\"done\":true}\n");

                    @Override
                    public int read() throws IOException {
                        // the first line is told before the next is asked for
                        assertThat(progress).startsWith("1/4");
                        return rest.read();
                    }
                });

        read(lines);

        assertThat(progress).containsExactly("1/4", "4/4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"completed\":1",
                "\"total\":4",
                "\"completed\":\"1\",\"total\":\"4\"",
                "\"completed\":1.5,\"total\":4",
                "\"completed\":1e308,\"total\":1e308",
                "\"completed\":1,\"total\":99999999999999999999",
                "\"completed\":null,\"total\":4",
                "\"completed\":[1],\"total\":{\"total\":4}",
                "\"completed\":true,\"total\":false"
            })
    void takesNothingButTwoWholeNumbersForProgress(String line) throws Exception {
        assertThat(read("{\"response\":\"a\"," + line + ",\"done\":false}\n{\"response\":\" cat\",\"done\":true}")
                        .text())
                .isEqualTo("a cat");
        assertThat(progress).isEmpty();
    }

    @Test
    void takesEachLinesNumbersByThemselves() throws Exception {
        read("{\"completed\":1,\"done\":false}\n{\"total\":4,\"done\":true}");

        assertThat(progress).isEmpty();
    }

    @Test
    void readsTheMessageOfAChat() throws Exception {
        String chat = "{\"message\":{\"role\":\"assistant\",\"content\":\"a cat\",\"images\":[\"" + BASE64
                + "\",\"QUJD\"]},\"done\":true}";

        try (ModelAnswer answer = read(chat)) {
            assertThat(answer.text()).isEqualTo("a cat");
            assertThat(answer.digest()).isEqualTo(SampleCalls.DIGEST);
            assertThat(answer.picture().path()).hasBinaryContent(PICTURE);
            assertThat(answer.pictures()).hasSize(2);
            assertThat(answer.pictures().get(1).path()).hasContent("ABC");
        }
    }

    @Test
    void takesEightPicturesAtMost() throws Exception {
        String chat = "{\"message\":{\"images\":[\"QUJD\"" + ",\"QUJD\"".repeat(100) + "]},\"done\":true}";

        try (ModelAnswer answer = read(chat)) {
            assertThat(answer.pictures()).hasSize(8);
        }
        assertThat(refusal("{\"message\":{\"images\":[\"QUJD\",\"QU!D\"]},\"done\":true}"))
                .isEqualTo("malformed-answer");
        assertThat(refusal("{\"message\":{\"images\":[\"QUJD\",\"QUJD\"")).isEqualTo("malformed-answer");
    }

    @Test
    void refusesPiecesWithoutEnd() {
        assertThat(refusal("{\"response\":\"" + "x".repeat(100_000) + "\",\"done\":false}\n" + "{\"response\":\""
                        + "x".repeat(100_000) + "\",\"done\":true}"))
                .isEqualTo("malformed-answer");
        assertThat(refusal("{\"done\":false}\n".repeat(3_000_000))).isEqualTo("malformed-answer");
        assertThat(refusal("{\"image\":\"QUJD\",\"done\":false}\n{\"image\":\"QUJD\",\"done\":true}"))
                .isEqualTo("malformed-answer");
    }

    @Test
    void readsPastAByteOrderMark() throws Exception {
        assertThat(read("\uFEFF{\"response\":\"a cat\",\"done\":true}").text()).isEqualTo("a cat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n\n",
                "null",
                "[]",
                "\"done\"",
                "<html><body>502 Bad Gateway</body></html>",
                "Service temporarily out of order",
                "{\"response\":NaN,\"done\":true}",
                "{\"eval_count\":Infinity,\"done\":true}",
                "{\"response\":\"a\",\"response\":\"b\",\"done\":true}",
                "{\"done\":true,\"done\":true}",
                "{'response':'a','done':true}",
                "{\"response\":\"a\nb\",\"done\":true}",
                "{\"response\":\"\\x\",\"done\":true}",
                "{\"response\":\"cut",
                "{\"response\":\"cut\",",
                "{\"done\":true",
                "{\"done\":tru"
            })
    void refusesWhatIsNotJson(String body) {
        assertThat(refusal(body)).isEqualTo("malformed-answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"done\":false}",
                "{\"response\":\"a\",\"done\":false}",
                "{\"response\":\"a\"}",
                "{\"response\":\"a\",\"done\":\"true\"}",
                "{\"response\":\"a\",\"done\":1}",
                "{\"response\":\"a\",\"done\":false}\n{\"response\":\"b\",\"done\":false}\n",
                "{\"completed\":1,\"total\":4,\"done\":false}\nBad Gateway"
            })
    void refusesWhatIsNotDone(String body) {
        assertThat(refusal(body)).isEqualTo("malformed-answer");
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = "{\"response\":\"?\",\"done\":true}".getBytes(StandardCharsets.ISO_8859_1);
        body[13] = (byte) 0xC3;

        assertThat(refusal(new ByteArrayInputStream(body))).isEqualTo("malformed-answer");
    }

    @Test
    void takesAnErrorForOneEvenWithStatus200() {
        JobFailedException failure = catchThrowableOfType(
                JobFailedException.class, () -> read("{\"error\":\"CUDA out of memory at /opt/x.cu:42\"}"));

        assertThat(failure.code()).isEqualTo("model-error");
        assertThat(failure.getMessage()).doesNotContain("CUDA");
        assertThat(failure).hasRootCauseMessage("CUDA out of memory at /opt/x.cu:42");
    }

    @Test
    void dropsThePictureOfAnAnswerThatTurnsOutWrong() {
        assertThat(refusal("{\"image\":\"" + BASE64 + "\",\"done\":false}")).isEqualTo("malformed-answer");
        assertThat(refusal("{\"image\":\"" + BASE64 + "\",\"error\":\"no\"}")).isEqualTo("model-error");
        assertThat(refusal("{\"image\":\"" + BASE64 + "\",\"image\":\"" + BASE64 + "\",\"done\":true}"))
                .isEqualTo("malformed-answer");
        assertThat(refusal("{\"image\":\"" + BASE64)).isEqualTo("malformed-answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "QUJD*", "QUJ", "Q", "data:image/png;base64,QUJD"})
    void refusesAPictureThatIsNotBase64(String image) {
        assertThat(refusal("{\"image\":\"" + image + "\",\"done\":true}")).isEqualTo("malformed-answer");
    }

    @Test
    void takesAPictureOf30MegabytesOfBase64() throws Exception {
        String base64 = "QUJD".repeat(30_000_000 / 4);

        try (ModelAnswer answer = read("{\"image\":\"" + base64 + "\",\"response\":\"\",\"done\":true}")) {
            assertThat(answer.picture().bytes()).isEqualTo(30_000_000 / 4 * 3);
        }
    }

    @Test
    void stopsReadingAPictureThatIsTooLarge() {
        InputStream endless = new SequenceInputStream(stream("{\"image\":\""), new InputStream() {
            @Override
            public int read() {
                return 'A';
            }
        });

        assertThat(refusal(endless)).isEqualTo("result-too-large");
    }

    @Test
    void refusesABombOfDepth() {
        assertThat(refusal("{\"a\":" + "[".repeat(10_000))).isEqualTo("malformed-answer");
        assertThat(refusal("{\"a\":".repeat(10_000))).isEqualTo("malformed-answer");
    }

    @Test
    void refusesTextBeyondAllMeasure() {
        assertThat(refusal("{\"response\":\"" + "x".repeat(2_000_000) + "\",\"done\":true}"))
                .isEqualTo("malformed-answer");
        assertThat(refusal("{\"" + "x".repeat(2_000_000) + "\":1,\"done\":true}"))
                .isEqualTo("malformed-answer");
        assertThat(refusal("{\"n\":" + "9".repeat(2_000_000) + ",\"done\":true}"))
                .isEqualTo("malformed-answer");
    }

    @Test
    void leavesABrokenLineToAnotherTry() {
        InputStream broken = new SequenceInputStream(stream("{\"image\":\"" + BASE64), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatThrownBy(() -> read(broken)).isInstanceOf(IOException.class).hasMessage("connection reset");
    }

    private ModelAnswer read(String body) throws Exception {
        return read(stream(body));
    }

    private ModelAnswer read(InputStream body) throws Exception {
        return new OllamaAnswer(spool, LIMIT)
                .read(SampleCalls.vision(), body, (completed, total) -> progress.add(completed + "/" + total));
    }

    private String refusal(String body) {
        return refusal(stream(body));
    }

    private String refusal(InputStream body) {
        JobFailedException failure = catchThrowableOfType(JobFailedException.class, () -> read(body));
        assertThat(failure.getMessage()).endsWith(".").doesNotContain("jackson");
        return failure.code();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
