package pixpro.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.effect.SampleEffects;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.image.SpooledFile;
import pixpro.storage.InMemoryObjectStorage;
import pixpro.storage.ObjectFacts;
import pixpro.storage.StorageException;

class JobsTest {

    private static final byte[] PNG = GoodImages.png(64, 48);

    private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    private final Jobs jobs = new Jobs(
            SampleEffects.catalogue(),
            storage,
            new ImageInspector(ImageLimits.DEFAULT),
            SampleJson.mapper(),
            Clock.fixed(SampleEvents.ENDED, ZoneOffset.UTC));

    @TempDir
    Path spool;

    @Test
    void findsTheEffectOfAJob() throws Exception {
        assertThat(jobs.effectOf(SampleEvents.queued("enhance"))).isEqualTo("enhance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "../enhance", "enhance?block=true", ""})
    void refusesAnEffectThatIsNotInTheCatalogue(String effect) {
        JobFailedException failure =
                catchThrowableOfType(JobFailedException.class, () -> jobs.effectOf(SampleEvents.queued(effect)));

        assertThat(failure.code()).isEqualTo("unknown-effect");
    }

    @Test
    void storesThePictureByWhatItIs() throws Exception {
        ImageProcessed end = finish("enhance", answer("ignored", PNG));

        assertThat(end.result().objectKey()).isEqualTo(SampleEvents.RESULT);
        assertThat(end.result().mediaType()).isEqualTo("image/png");
        assertThat(end.result().bytes()).isEqualTo(PNG.length);
        assertThat(end.result().width()).isEqualTo(64);
        assertThat(end.result().height()).isEqualTo(48);
        assertThat(end.result().data()).isNull();
        assertThat(end.result().recipe().get(0).backend()).isEqualTo("vision");
        assertThat(end.result().recipe().get(0).digest()).isEqualTo("digest");
        assertThat(end.attempts()).isEqualTo(2);
        assertThat(end.startedAt()).isEqualTo(SampleEvents.STARTED);
        assertThat(end.at()).isEqualTo(SampleEvents.ENDED);
        assertThat(storage.stat(SampleEvents.RESULT)).contains(new ObjectFacts(PNG.length, "image/png"));
        assertThat(storage.get(SampleEvents.RESULT)).hasBinaryContent(PNG);
    }

    @Test
    void endsTheSameWayASecondTime() throws Exception {
        ImageProcessed first = finish("enhance", answer("", PNG));
        ImageProcessed second = finish("enhance", answer("", PNG));

        assertThat(second).isEqualTo(first);
        assertThat(storage.keys()).containsExactly(SampleEvents.RESULT);
    }

    @Test
    void keepsDetectionsAsData() throws Exception {
        ImageProcessed drawn = finish("detect-faces", answer("{\"faces\":[{\"x\":1}]}", PNG));
        assertThat(drawn.result().data().path("faces")).hasSize(1);
        assertThat(drawn.result().objectKey()).isEqualTo(SampleEvents.RESULT);

        ImageProcessed dataOnly = finish("detect-faces", answer("{\"faces\":[]}", null));
        assertThat(dataOnly.result().objectKey()).isNull();
        assertThat(dataOnly.result().data().path("faces")).isEmpty();
    }

    @Test
    void keepsATextAsItIs() throws Exception {
        ImageProcessed end = finish("describe", answer("<script>Ada & 猫</script>", null));

        assertThat(end.result().data().textValue()).isEqualTo("<script>Ada & 猫</script>");
        assertThat(storage.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "42", "two faces", "{", "{\"faces\":NaN}"})
    void refusesDetectionsThatAreNoJsonObject(String text) throws Exception {
        assertFails("detect-faces", answer(text, PNG), "malformed-answer");
    }

    @Test
    void refusesDeepDetections() throws Exception {
        assertFails("detect-faces", answer("{\"a\":".repeat(5_000), PNG), "malformed-answer");
    }

    @Test
    void refusesAnImageEffectWithoutAnImage() throws Exception {
        assertFails("enhance", answer("here you are", null), "malformed-answer");
    }

    @Test
    void trustsAModelsPictureNoMoreThanAnUpload() throws Exception {
        assertFails("enhance", answer("", BadImages.empty()), "unfit-result");
        assertFails("enhance", answer("", BadImages.text()), "unfit-result");
        assertFails("enhance", answer("", BadImages.truncatedPng()), "unfit-result");
        assertFails("enhance", answer("", BadImages.hugePng()), "unfit-result");
    }

    @Test
    void leavesAStorageThatIsDownToItsCaller() throws Exception {
        storage.failNext(1);

        try (ModelAnswer answer = answer("", PNG)) {
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> finish("enhance", answer));
        }
    }

    @Test
    void givesUpWithTheReasonOfAFailedJob() {
        ImageFailed end = giveUp(new JobFailedException("unknown-model", "The model x is not installed."));

        assertThat(end.code()).isEqualTo("unknown-model");
        assertThat(end.message()).isEqualTo("The model x is not installed.");
        assertThat(end.attempts()).isEqualTo(3);
        assertThat(end.startedAt()).isEqualTo(SampleEvents.STARTED);
        assertThat(end.at()).isEqualTo(SampleEvents.ENDED);
        assertThat(end.job()).isEqualTo(SampleEvents.job());
    }

    @Test
    void saysNothingInternalWhenItGivesUp() {
        ImageFailed unreachable = giveUp(new IOException("Connect to 10.0.0.7:11434 failed"));
        assertThat(unreachable.code()).isEqualTo("backend-unavailable");
        assertThat(unreachable.message()).contains("3 times").doesNotContain("10.0.0.7");

        ImageFailed bug = giveUp(new IllegalStateException("pixpro.process.Jobs line 7"));
        assertThat(bug.code()).isEqualTo("internal");
        assertThat(bug.message()).doesNotContain("pixpro");
    }

    private ImageFailed giveUp(Exception cause) {
        return (ImageFailed) jobs.giveUp(SampleEvents.queued(), cause, SampleEvents.STARTED, 3);
    }

    private ImageProcessed finish(String effect, ModelAnswer answer) throws JobFailedException, IOException {
        return (ImageProcessed) jobs.finish(SampleEvents.queued(effect), answer, SampleEvents.STARTED, 2);
    }

    private void assertFails(String effect, ModelAnswer answer, String code) throws Exception {
        try (answer) {
            JobFailedException failure = catchThrowableOfType(JobFailedException.class, () -> finish(effect, answer));
            assertThat(failure.code()).isEqualTo(code);
            assertThat(storage.keys()).isEmpty();
        }
    }

    private ModelAnswer answer(String text, byte[] picture) throws Exception {
        SpooledFile spooled = picture == null ? null : SpooledFile.receive(spool, 1_000_000, out -> out.write(picture));
        return new ModelAnswer("vision", "enhance", "digest", text, spooled);
    }
}
