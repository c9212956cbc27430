package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pixpro.corpus.GoodImages;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageProcessed;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.prepare.WebpFiles;
import pixpro.process.OllamaStub;

/** What is asked for with every image, and what becomes of the answers; by a server that speaks as the engine does. */
@Timeout(60)
class PrepareRoutesTest {

    private static final byte[] WEBP = WebpFiles.of(256, 192);
    private static final byte[] SMALLER = WebpFiles.of(128, 96);
    private static final String IMAGE = base64(WEBP);
    private static final RunningProcess.Lease HELD = new RunningProcess.Lease(true);

    private final ObjectMapper json = SampleJson.mapper();
    private final OllamaStub engine = OllamaStub.start().has("thumbnails", "1").has("enhance", "2");
    private RunningProcess process;

    @TempDir
    Path spool;

    @BeforeEach
    void start() throws Exception {
        process = RunningProcess.start(
                Map.of("vision", OllamaFixture.backend(engine.url(), 10, Duration.ofSeconds(10), false, "vision")),
                spool,
                "enhance");
        // a machine that does much else may miss the first
        await().atMost(30, SECONDS).until(() -> {
            process.probe();
            return process.registry.waiting("vision").isEmpty();
        });
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        assertThat(process.slots.free("vision")).isEqualTo(2);
        process.close();
        engine.close();
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void asksTheEngineOnceForAllAndStoresThem() throws Exception {
        engine.then(answer(IMAGE + "," + base64(SMALLER)));

        ImagePrepared prepared = process.prepare(SampleEvents.stored(), HELD);

        assertThat(prepared.canBeShown()).isTrue();
        assertThat(prepared.colour()).isEqualTo("#a0703c");
        assertThat(prepared.thumbnails()).hasSize(2);
        assertThat(process.storage.get(prepared.thumbnails().get(0).objectKey()))
                .hasBinaryContent(SMALLER);
        assertThat(process.storage.get(prepared.thumbnails().get(1).objectKey()))
                .hasBinaryContent(WEBP);
        assertThat(engine.asked()).hasSize(1);
        assertThat(engine.asked().get(0).path()).isEqualTo("/api/chat");
        JsonNode asked = json.readTree(engine.asked().get(0).body());
        assertThat(asked.path("model").asText()).isEqualTo("thumbnails");
        assertThat(asked.at("/messages/0/images/0").binaryValue()).isEqualTo(RunningProcess.ORIGINAL);
        assertThat(asked.path("format").path("required")).hasSize(2);
    }

    @Test
    void endsAPictureThatTheEngineRefusesWithItsReasonAndLetsItsEffectBe() {
        engine.then(OllamaStub.json(400, "{\"error\":\"the jpeg image is truncated or damaged\"}"))
                .then(OllamaStub.image(GoodImages.png(4, 4)));

        ImagePrepared prepared = process.prepare(SampleEvents.queued(), HELD);

        assertThat(prepared.canBeShown()).isFalse();
        assertThat(prepared.code()).isEqualTo("refused-by-model");
        assertThat(process.announced()).isEmpty();
        assertThat(process.run("enhance", Map.of())).isInstanceOf(ImageProcessed.class);
    }

    @Test
    void givesUpAfterBoundedTriesIfTheEngineDiesOfThePicture() {
        engine.otherwise(OllamaStub.cut("{\"message\":"));

        ImagePrepared prepared = process.prepare(SampleEvents.stored(), HELD);

        assertThat(prepared.code()).isEqualTo("backend-unavailable");
        assertThat(engine.asked()).hasSizeBetween(1, RunningProcess.ATTEMPTS);
    }

    @Test
    void refusesAnAnswerThatIsNotOfTheFormItWasAskedForTwice() {
        engine.then(answer("no colour", IMAGE)).then(answer("no colour", IMAGE));

        assertThat(process.prepare(SampleEvents.stored(), HELD).code()).isEqualTo("malformed-answer");
        assertThat(process.storage.keys()).containsExactly(SampleEvents.ORIGINAL);
    }

    @Test
    void waitsForAnEngineThatIsAway() throws Exception {
        engine.refuseProbes(true);
        process.probe();
        CompletableFuture<ImagePrepared> prepared =
                CompletableFuture.supplyAsync(() -> process.prepare(SampleEvents.stored(), HELD));

        assertThat(engine.asked()).isEmpty();
        assertThat(prepared).isNotDone();
        engine.then(answer(IMAGE)).refuseProbes(false);
        process.probe();

        assertThat(prepared).succeedsWithin(Duration.ofSeconds(30)).matches(ImagePrepared::canBeShown);
    }

    @Test
    void waitsForObjectStorage() {
        engine.then(answer(IMAGE)).then(answer(IMAGE));
        process.storage.failNext(1);

        assertThat(process.prepare(SampleEvents.stored(), HELD).canBeShown()).isTrue();
    }

    @Test
    void saysNothingOfAnImageWhoseOriginalIsGone() {
        process.storage.clear();

        assertThat(process.prepare(SampleEvents.stored(), HELD)).isNull();
    }

    @Test
    void leavesTheAnnouncementToWhoeverHoldsTheRecord() {
        engine.then(answer(IMAGE));

        assertThat(process.prepare(SampleEvents.stored(), new RunningProcess.Lease(false)))
                .isNull();
    }

    private static String base64(byte[] picture) {
        return "\"" + Base64.getEncoder().encodeToString(picture) + "\"";
    }

    private static OllamaStub.Answer answer(String images) {
        return answer(
                "{\\\"colour\\\":\\\"#a0703c\\\",\\\"placeholder\\\":\\\"LEHV6nWB2yk8pyo0adR*.7kCMdnj\\\"}", images);
    }

    private static OllamaStub.Answer answer(String words, String images) {
        return OllamaStub.json(
                200, "{\"message\":{\"content\":\"" + words + "\",\"images\":[" + images + "]},\"done\":true}");
    }
}
