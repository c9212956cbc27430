package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pixpro.corpus.GoodImages;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.RecipeStep;
import pixpro.event.SampleEvents;
import pixpro.process.OllamaStub;
import pixpro.storage.ObjectKeys;

/** Several effects in one job: each step is a record of its own. */
class ChainOfEffectsTest extends OllamaFixture {

    private static final byte[] FIRST = GoodImages.png(40, 30);
    private static final byte[] SECOND = GoodImages.png(80, 60);
    private static final String STEP = ObjectKeys.step(SampleEvents.IMAGE_ID, SampleEvents.JOB_ID, 1);
    private static final ImageQueued CHAIN = new ImageQueued(
            SampleEvents.image(),
            new Job(SampleEvents.JOB_ID, "ask,ask", Map.of("ask", Map.of("strength", 1)), SampleEvents.RECEIVED));

    @Test
    void goesOnWithThePictureOfTheStepBefore() throws Exception {
        start("image");
        ollama.then(picture(FIRST)).then(picture(SECOND));

        ImageQueued again = (ImageQueued) process.outcome(CHAIN);
        assertThat(again.eventId()).as("the same event, said with more").isEqualTo(CHAIN.eventId());
        assertThat(again.job()).isEqualTo(CHAIN.job());
        assertThat(again.done()).hasSize(1);
        assertThat(process.storage.get(STEP)).hasBinaryContent(FIRST);

        ImageProcessed end = (ImageProcessed) process.outcome(again);
        assertThat(asked(0).path("images").get(0).binaryValue()).isEqualTo(RunningProcess.ORIGINAL);
        assertThat(asked(1).path("images").get(0).binaryValue()).isEqualTo(FIRST);
        assertThat(asked(1).at("/options/strength").asInt()).isEqualTo(1);
        assertThat(end.result().width()).isEqualTo(80);
        assertThat(process.storage.get(SampleEvents.RESULT)).hasBinaryContent(SECOND);
    }

    @Test
    void writesEachStepIntoTheRecipeAndCountsFromTheFirst() throws Exception {
        start("image");
        ollama.then(picture(FIRST)).then(picture(SECOND));

        ImageQueued again = (ImageQueued) process.outcome(CHAIN);
        ImageProcessed end = (ImageProcessed) process.outcome(again);

        List<RecipeStep> recipe = end.result().recipe();
        assertThat(recipe).hasSize(2).first().isEqualTo(again.done().get(0));
        assertThat(recipe).allSatisfy(step -> {
            assertThat(step.effect()).isEqualTo("ask");
            assertThat(step.revision()).isEqualTo("r1");
            assertThat(step.params()).isEqualTo(Map.of("strength", 1));
            assertThat(step.backend()).isEqualTo("ollama");
            assertThat(step.model()).isEqualTo("llava");
            assertThat(step.digest()).isEqualTo(DIGEST);
            assertThat(step.millis()).isNotNegative();
        });
        assertThat(end.startedAt()).isEqualTo(recipe.get(0).startedAt());
    }

    @Test
    void leavesNoPictureBetweenTheStepsBehind() throws Exception {
        start("image");
        ollama.then(picture(FIRST)).then(picture(SECOND));
        process.outcome((ImageQueued) process.outcome(CHAIN));
        assertThat(process.storage.keys()).containsExactlyInAnyOrder(SampleEvents.ORIGINAL, SampleEvents.RESULT);

        ollama.then(picture(FIRST)).then(OllamaStub.json(400, "{\"error\":\"no\"}"));
        ImageFailed failed = (ImageFailed) process.outcome((ImageQueued) process.outcome(CHAIN));
        assertThat(failed.code()).isEqualTo("refused-by-model");
        assertThat(process.storage.keys()).doesNotContain(STEP);
    }

    @Test
    void endsTheSameWayWhenARecordComesAgainAfterTheEnd() throws Exception {
        start("image");
        ollama.then(picture(FIRST)).then(picture(SECOND));
        ImageQueued again = (ImageQueued) process.outcome(CHAIN);
        String end = process.outcome(again).eventId();

        ImageQueued fromTheStart = (ImageQueued) process.outcome(again);
        assertThat(fromTheStart).isEqualTo(CHAIN);

        ollama.then(picture(FIRST)).then(picture(SECOND));
        assertThat(process.outcome((ImageQueued) process.outcome(fromTheStart)).eventId())
                .isEqualTo(end);
    }

    private static OllamaStub.Answer picture(byte[] bytes) {
        return OllamaStub.json(
                200,
                "{\"image\":\"" + Base64.getEncoder().encodeToString(bytes) + "\",\"response\":\"\",\"done\":true}");
    }
}
