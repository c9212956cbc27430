package pixpro.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pixpro.corpus.GoodImages;
import pixpro.effect.SampleEffects;
import pixpro.event.Job;
import pixpro.event.ReuseKey;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.event.StoredImage;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.image.SpooledFile;
import pixpro.ingest.PastImages.PastImage;
import pixpro.ingest.PastImages.PastJob;
import pixpro.storage.InMemoryObjectStorage;

class DuplicatesTest {

    private static final StoredImage OLD = SampleEvents.image();
    private static final Job ENHANCE = job(Map.of("strength", 0.5));

    private final InMemoryPastImages library = new InMemoryPastImages();
    private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    private final Duplicates duplicates = new Duplicates(
            library,
            new Reuse(SampleEffects.catalogue(), (owner, key) -> Optional.empty()),
            storage,
            SampleJson.mapper());

    @TempDir
    private Path spool;

    private UploadedFile file;

    @BeforeEach
    void upload() throws Exception {
        SpooledFile spooled = SpooledFile.spool(new ByteArrayInputStream(GoodImages.png(8, 8)), spool, 10_000);
        file = new UploadedFile(
                "new", "new.png", spooled, new ImageInspector(ImageLimits.DEFAULT).inspect(spooled.path()));
        storage.put(OLD.objectKey(), new byte[] {1}, "image/png");
    }

    @AfterEach
    void close() {
        file.spooled().close();
    }

    @Test
    void takesWhatIsNotThereAsNew() {
        UploadOrder order = duplicates.order(file, image(OLD.owner()), ENHANCE);

        assertThat(order.kind()).isEqualTo(UploadOrder.Kind.NEW);
        assertThat(order.event().image().id()).isEqualTo("new");
        assertThat(order.event().job()).isEqualTo(ENHANCE);
    }

    @Test
    void takesWhatSomebodyElseHasAsNew() {
        inLibrary();

        assertThat(duplicates.order(file, image("bob-sub"), null).kind()).isEqualTo(UploadOrder.Kind.NEW);
    }

    @Test
    void knowsAnImageThatIsOnlyToBeKept() {
        inLibrary();

        UploadOrder order = duplicates.order(file, image(OLD.owner()), null);

        assertThat(order.kind()).isEqualTo(UploadOrder.Kind.KNOWN);
        assertThat(order.event().image()).isEqualTo(OLD);
        assertThat(order.event().job()).isNull();
    }

    @Test
    void knowsAJobThatIsUnderWay() {
        inLibrary(new PastJob("old-job", "enhance", "{\"strength\":0.5}", null, null));

        UploadOrder order = duplicates.order(file, image(OLD.owner()), ENHANCE);

        assertThat(order.kind()).isEqualTo(UploadOrder.Kind.KNOWN);
        assertThat(order.event().job().id()).isEqualTo("old-job");
    }

    @Test
    void ordersAnotherJobForAnotherEffectOrOtherParameters() {
        inLibrary(
                new PastJob("old-job", "enhance", "{\"strength\":0.7}", null, null),
                new PastJob("older-job", "describe", null, null, null));

        UploadOrder order = duplicates.order(file, image(OLD.owner()), ENHANCE);

        assertThat(order.kind()).isEqualTo(UploadOrder.Kind.ANOTHER_JOB);
        assertThat(order.event().image()).isEqualTo(OLD);
        assertThat(order.event().job()).isEqualTo(ENHANCE);
    }

    @Test
    void knowsAJobThatIsDoneWhileItsResultIsThere() {
        inLibrary(new PastJob("old-job", "enhance", "{\"strength\":0.5}", keyBy("r1"), "result"));
        assertThat(duplicates.order(file, image(OLD.owner()), ENHANCE).kind())
                .as("its result is gone")
                .isEqualTo(UploadOrder.Kind.ANOTHER_JOB);

        storage.put("result", new byte[] {1}, "image/png");

        UploadOrder order = duplicates.order(file, image(OLD.owner()), ENHANCE);
        assertThat(order.kind()).isEqualTo(UploadOrder.Kind.KNOWN);
        assertThat(order.event().job().id()).isEqualTo("old-job");
    }

    @Test
    void doesAgainWhatAnEarlierRevisionHasDone() {
        inLibrary(new PastJob("old-job", "enhance", "{\"strength\":0.5}", keyBy("r0"), null));

        assertThat(duplicates.order(file, image(OLD.owner()), ENHANCE).kind()).isEqualTo(UploadOrder.Kind.ANOTHER_JOB);
    }

    @Test
    void takesAnImageAsNewWhoseOriginalIsGoneOrCannotBeAskedFor() {
        inLibrary();
        storage.failNext(1);
        assertThat(duplicates.order(file, image(OLD.owner()), null).kind()).isEqualTo(UploadOrder.Kind.NEW);

        storage.clear();
        assertThat(duplicates.order(file, image(OLD.owner()), null).kind()).isEqualTo(UploadOrder.Kind.NEW);
    }

    @Test
    void takesAnewWhatIsThereUnlessTheSameRequestBroughtIt() {
        inLibrary();
        assertThat(duplicates.anew(file, image(OLD.owner()), ENHANCE).kind()).isEqualTo(UploadOrder.Kind.NEW);

        UploadOrder repeated = duplicates.anew(file, OLD, ENHANCE);

        assertThat(repeated.kind()).isEqualTo(UploadOrder.Kind.KNOWN);
        assertThat(repeated.event().job()).isEqualTo(ENHANCE);
    }

    private void inLibrary(PastJob... jobs) {
        library.put(OLD.owner(), file.spooled().sha256(), new PastImage(OLD, List.of(jobs)));
    }

    private StoredImage image(String owner) {
        return new StoredImage(
                "new",
                owner,
                "batch",
                "new.png",
                null,
                null,
                null,
                "image/png",
                file.spooled().bytes(),
                8,
                8,
                file.spooled().sha256(),
                "images/new/original",
                SampleEvents.RECEIVED);
    }

    private static Job job(Map<String, Object> params) {
        return new Job("new-job", "enhance", params, Instant.EPOCH);
    }

    private String keyBy(String revision) {
        ReuseKey.Step enhanced = new ReuseKey.Step("enhance", revision, Map.of("strength", 0.5));
        return ReuseKey.of(OLD.sha256(), List.of(enhanced)).orElseThrow();
    }
}
