package pixpro.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.GoodImages;
import pixpro.event.ImageProgress;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.storage.InMemoryObjectStorage;
import pixpro.storage.StorageException;

/** The steps around the calls to a backend: opening the request, reading the answer, following a download. */
class ModelStepsTest {

    private static final byte[] PICTURE = GoodImages.jpeg(64, 48);

    private final ObjectMapper json = SampleJson.mapper();
    private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    private final OpenModelRequest open = new OpenModelRequest(storage, new OllamaRequest(json), json);
    private final List<ImageProgress> told = new ArrayList<>();
    private final JobProgress progress = new JobProgress(told::add, Clock.systemUTC());
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @TempDir
    Path spool;

    @BeforeEach
    void aJobForAModel() {
        storage.put(SampleEvents.ORIGINAL, PICTURE, "image/jpeg");
        exchange.setVariable("event", SampleEvents.queued());
        exchange.setVariable("call", SampleCalls.vision());
    }

    @Test
    void asksWithTheJobsParameters() throws Exception {
        exchange.getMessage().setHeader("kafka.OVERRIDE_TOPIC", "elsewhere");
        exchange.getMessage().setHeader("Authorization", "Bearer secret");

        open.process(exchange);

        assertThat(exchange.getMessage().getHeaders()).isEqualTo(Map.of("Content-Type", "application/json"));
        JsonNode body = json.readTree(exchange.getMessage().getBody(InputStream.class));
        assertThat(body.path("options")).isEqualTo(json.valueToTree(Map.of("strength", 0.5)));
        assertThat(body.path("images").get(0).binaryValue()).isEqualTo(PICTURE);
    }

    @Test
    void asksWhatTheEffectSays() throws Exception {
        exchange.setVariable("prompt", "What is this?");
        exchange.setVariable("options", Map.of("temperature", 0));
        exchange.setVariable("format", Map.of("type", "object"));

        open.process(exchange);

        JsonNode body = json.readTree(exchange.getMessage().getBody(InputStream.class));
        assertThat(body.path("prompt").asText()).isEqualTo("What is this?");
        assertThat(body.path("options").path("temperature").asInt(-1)).isZero();
        assertThat(body.path("format").path("type").asText()).isEqualTo("object");
    }

    @Test
    void opensTheRequestAgainForAnotherTry() throws Exception {
        open.process(exchange);
        byte[] first = exchange.getMessage().getBody(InputStream.class).readAllBytes();

        open.process(exchange);

        assertThat(exchange.getMessage().getBody(InputStream.class)).hasBinaryContent(first);
    }

    @Test
    void refusesAnEffectThatCannotBeAsked() {
        exchange.setVariable("api", "generate?x=1");
        assertThat(openingFailure()).isEqualTo("broken-effect");

        exchange.setVariable("api", "chat");
        exchange.setVariable("format", "a list, please");
        assertThat(openingFailure()).isEqualTo("broken-effect");
    }

    @Test
    void refusesAJobWhoseOriginalIsGoneButWaitsForAStorageThatIsDown() throws Exception {
        storage.failNext(1);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> open.process(exchange));

        storage.delete(SampleEvents.ORIGINAL);
        assertThat(openingFailure()).isEqualTo("original-missing");
    }

    @Test
    void readsTheAnswerAndDropsItsPictureWhenTheExchangeIsDone() throws Exception {
        String image = Base64.getEncoder().encodeToString(PICTURE);
        exchange.getMessage().setHeader("Set-Cookie", "a=b");
        answer(200, "{\"image\":\"" + image + "\",\"done\":true}");

        read();

        ModelAnswer answer = exchange.getMessage().getBody(ModelAnswer.class);
        assertThat(answer.backend()).isEqualTo("vision");
        assertThat(answer.picture().path()).hasBinaryContent(PICTURE);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
        assertThat(spool).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"404, unknown-model", "400, refused-by-model", "413, refused-by-model", "422, refused-by-model"})
    void blamesTheJobForAClientError(int status, String code) {
        answer(status, "{\"error\":\"secret of the backend\"}");

        JobFailedException failure = catchThrowableOfType(JobFailedException.class, this::read);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage()).doesNotContain("secret");
        assertThat(failure).hasRootCauseMessage("status " + status + ": {\"error\":\"secret of the backend\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 408, 500, 502, 504})
    void blamesTheBackendForAnythingElse(int status) {
        answer(status, "x".repeat(100_000));

        BackendException failure = catchThrowableOfType(BackendException.class, this::read);

        assertThat(failure.backend()).isEqualTo("vision");
        assertThat(failure.getCause().getMessage()).hasSizeLessThan(600);
    }

    @Test
    void blamesTheBackendForAnErrorWithoutABody() {
        answer(502, "");
        exchange.getMessage().setBody(null);

        assertThatExceptionOfType(BackendException.class).isThrownBy(this::read);
    }

    @Test
    void reportsHowFarTheJobsModelIs() throws Exception {
        answer(200, "{\"completed\":1,\"total\":4,\"done\":false}\n{\"response\":\"a\",\"done\":true}");

        read();

        assertThat(told).extracting(ImageProgress::eventId).containsExactly(SampleEvents.JOB_ID + ":progress:1:1");
        assertThat(told).extracting(ImageProgress::total).containsExactly(4L);
    }

    @Test
    void reportsHowFarADownloadIsAndNothingThatIsNoNumber() throws Exception {
        answer(
                200,
                "{\"status\":\"pulling manifest\"}\n{\"status\":\"pulling a\",\"total\":4000000000}\n"
                        + "{\"status\":\"pulling a\",\"total\":\"x\",\"completed\":\"y\"}\n"
                        + "{\"status\":\"pulling a\",\"total\":1e308,\"completed\":1e307}\n"
                        + "{\"status\":\"pulling a\",\"total\":4000000000,\"completed\":3000000000}\n"
                        + "{\"status\":\"success\"}\n");

        new ModelPull(json, progress).process(exchange);

        assertThat(told).extracting(ImageProgress::completed).containsExactly(3_000_000_000L);
    }

    private void answer(int status, String body) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private void read() throws Exception {
        new ReadModelAnswer(new OllamaAnswer(spool, 1_000_000), progress).process(exchange);
    }

    private String openingFailure() {
        return catchThrowableOfType(JobFailedException.class, () -> open.process(exchange))
                .code();
    }
}
