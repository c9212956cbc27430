package pixpro.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pixpro.corpus.GoodImages;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageQueued;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.event.Thumbnail;
import pixpro.image.SpooledFile;
import pixpro.process.JobFailedException;
import pixpro.process.ModelAnswer;
import pixpro.storage.InMemoryObjectStorage;
import pixpro.storage.ObjectKeys;

class ThumbnailsTest {

    private static final byte[] WEBP = WebpFiles.of(64, 48);
    private static final String WORDS = "{\"colour\":\"#a0703c\",\"placeholder\":\"LEHV6nWB2yk8pyo0adR*.7kCMdnj\"}";

    private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    private final Thumbnails thumbnails =
            new Thumbnails(storage, SampleJson.mapper(), Clock.fixed(SampleEvents.ENDED, ZoneOffset.UTC));
    private final ImageQueued order = thumbnails.order(SampleEvents.stored());

    @TempDir
    Path spool;

    @Test
    void areWantedOfEveryImageOnceAndNotForEachStepOfAChain() {
        ImageQueued chain = SampleEvents.queued("denoise,upscale");

        assertThat(thumbnails.areWanted(SampleEvents.stored())).isTrue();
        assertThat(thumbnails.areWanted(SampleEvents.queued())).isTrue();
        assertThat(thumbnails.areWanted(chain)).isTrue();
        assertThat(thumbnails.areWanted(
                        new ImageQueued(chain.image(), chain.job(), List.of(SampleEvents.recipe()), null)))
                .isFalse();
        assertThat(thumbnails.areWanted(SampleEvents.processed())).isFalse();
    }

    @Test
    void areStoredUnderTheirSizeAndToldOf() throws Exception {
        ImagePrepared prepared = keep(WORDS, WebpFiles.of(96, 128), WEBP);

        assertThat(prepared.canBeShown()).isTrue();
        assertThat(prepared.colour()).isEqualTo("#a0703c");
        assertThat(prepared.placeholder()).isEqualTo("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
        assertThat(prepared.at()).isEqualTo(SampleEvents.ENDED);
        assertThat(prepared.thumbnails())
                .extracting(Thumbnail::width)
                .as("the smallest first")
                .containsExactly(64, 96);
        assertThat(prepared.thumbnails()).allSatisfy(each -> {
            assertThat(each.mediaType()).isEqualTo("image/webp");
            assertThat(each.objectKey())
                    .isEqualTo(ObjectKeys.thumbnail(SampleEvents.IMAGE_ID, Math.max(each.width(), each.height())));
            assertThat(storage.stat(each.objectKey()).orElseThrow().bytes()).isEqualTo(each.bytes());
        });
    }

    @Test
    void areRefusedIfTheyAreNotWhatWasAskedFor() throws Exception {
        assertUnfit("malformed-answer");
        assertUnfit("unfit-result", GoodImages.png(20, 10));
        assertUnfit("unfit-result", "no picture".getBytes());
        byte[] cut = Arrays.copyOf(WEBP, WEBP.length / 2);
        assertUnfit("unfit-result", cut);
        assertUnfit("unfit-result", WebpFiles.of(3000, 2));
        assertUnfit("unfit-result", WEBP, WebpFiles.of(48, 64));
    }

    @Test
    void areGivenUpWithAReason() {
        ImagePrepared refused =
                thumbnails.giveUp(order, new JobFailedException("refused-by-model", "It was refused."), 1);
        assertThat(refused.canBeShown()).isFalse();
        assertThat(refused.code()).isEqualTo("refused-by-model");
        assertThat(refused.message()).isEqualTo("It was refused.");

        assertThat(thumbnails.giveUp(order, new IOException("reset"), 5).code()).isEqualTo("backend-unavailable");
        assertThat(thumbnails
                        .giveUp(order, new RuntimeException(new IllegalStateException("secret")), 5)
                        .message())
                .doesNotContain("secret");
    }

    @Test
    void areNotToldOfAnImageThatIsGone() {
        assertThat(thumbnails.giveUp(order, new JobFailedException("original-missing", "It is gone."), 1))
                .isNull();
    }

    private void assertUnfit(String code, byte[]... pictures) throws Exception {
        JobFailedException failure = catchThrowableOfType(JobFailedException.class, () -> keep(WORDS, pictures));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(storage.keys()).isEmpty();
    }

    private ImagePrepared keep(String words, byte[]... pictures) throws Exception {
        List<SpooledFile> spooled = new ArrayList<>();
        for (byte[] picture : pictures) {
            spooled.add(SpooledFile.receive(spool, 1_000_000, out -> out.write(picture)));
        }
        try (ModelAnswer answer = new ModelAnswer(
                "vision",
                "thumbnails",
                "digest",
                words,
                spooled.isEmpty() ? null : spooled.get(0),
                spooled.isEmpty() ? List.of() : spooled.subList(1, spooled.size()))) {
            return thumbnails.keep(order, answer);
        }
    }
}
