package pixpro.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.GoodImages;
import pixpro.effect.EffectOrders;
import pixpro.effect.SampleEffects;
import pixpro.event.Job;
import pixpro.event.JobResult;
import pixpro.event.ReuseKey;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.event.StoredImage;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.image.SpooledFile;
import pixpro.storage.InMemoryObjectStorage;
import pixpro.storage.StorageException;

class UploadDeskTest {

    private static final Caller ADA = new Caller("ada-sub", "ada", Set.of("user"));
    private static final Caller BOB = new Caller("bob-sub", "bob", Set.of("user"));
    private static final byte[] SIDEWAYS = GoodImages.jpegWithOrientation(6);

    private final Upload upload = new Upload("batch", new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    private final Map<String, JobResult> past = new HashMap<>();
    private final UploadDesk desk = new UploadDesk(
            new EffectOrders(SampleEffects.catalogue(), SampleJson.mapper()),
            new Duplicates(
                    new InMemoryPastImages(),
                    new Reuse(SampleEffects.catalogue(), (owner, key) -> Optional.ofNullable(past.get(owner + key))),
                    new InMemoryObjectStorage(),
                    SampleJson.mapper()),
            Clock.fixed(SampleEvents.RECEIVED, ZoneOffset.UTC));

    @TempDir
    Path spool;

    @AfterEach
    void closeUpload() {
        upload.close();
    }

    @Test
    void ordersOneJobPerFile() throws Exception {
        file("a.jpg");
        file("b.jpg");
        upload.fields().putAll(Map.of("effect", " enhance ", "title", "T", "category", "C", "projectId", "P"));

        List<UploadOrder> orders = desk.orders(upload, ADA);

        assertThat(orders).hasSize(2);
        StoredImage image = orders.get(0).event().image();
        assertThat(image.owner()).isEqualTo("ada-sub");
        assertThat(image.batchId()).isEqualTo("batch");
        assertThat(image.filename()).isEqualTo("a.jpg");
        assertThat(List.of(image.title(), image.category(), image.projectId())).containsExactly("T", "C", "P");
        assertThat(image.mediaType()).isEqualTo("image/jpeg");
        assertThat(image.bytes()).isEqualTo(SIDEWAYS.length);
        assertThat(image.sha256()).isEqualTo(DigestUtils.sha256Hex(SIDEWAYS));
        assertThat(image.objectKey()).isEqualTo("images/" + image.id() + "/original");
        assertThat(image.receivedAt()).isEqualTo(SampleEvents.RECEIVED);
        assertThat(orders.get(0).event().job().params()).isEqualTo(Map.of("strength", 0.5));
        assertThat(orders.get(0).event().job().queuedAt()).isEqualTo(SampleEvents.RECEIVED);
        assertThat(orders).extracting(order -> order.event().image().id()).doesNotHaveDuplicates();
        assertThat(orders).extracting(order -> order.event().job().id()).doesNotHaveDuplicates();
    }

    @Test
    void ordersTheSameForARequestThatIsRepeatedWithItsKeyAndNothingElse() throws Exception {
        file("a.jpg");
        file("b.jpg");
        upload.fields().putAll(Map.of("effect", "enhance", "reuse", "false"));
        List<String> first = ids(upload.named(ADA, "key"), ADA);

        assertThat(first).doesNotHaveDuplicates();
        assertThat(ids(upload.named(ADA, "key"), ADA)).isEqualTo(first);
        assertThat(upload.named(ADA, "key").batchId())
                .isEqualTo(upload.named(ADA, "key").batchId())
                .isNotEqualTo(upload.batchId());
        assertThat(ids(upload.named(ADA, "another key"), ADA)).doesNotContainAnyElementsOf(first);
        assertThat(ids(upload.named(BOB, "key"), BOB)).doesNotContainAnyElementsOf(first);
        upload.fields().put("effect", "describe");
        assertThat(ids(upload.named(ADA, "key"), ADA)).doesNotContainAnyElementsOf(first);
        assertThat(upload.named(ADA, " ")).isSameAs(upload);
    }

    @Test
    void ordersAChainWithItsParametersPerEffect() throws Exception {
        file("a.jpg");
        upload.fields().putAll(Map.of("effect", "enhance, describe", "params", "{\"enhance\":{\"passes\":2}}"));

        Job job = desk.orders(upload, ADA).get(0).event().job();

        assertThat(job.effect()).isEqualTo("enhance,describe");
        assertThat(job.steps())
                .containsExactly(
                        new Job.Step("enhance", Map.of("strength", 0.5, "passes", 2)),
                        new Job.Step("describe", Map.of()));
    }

    @Test
    void findsTheResultThatTheSameJobHadBefore() throws Exception {
        JobResult result = SampleEvents.processed().result();
        List<ReuseKey.Step> steps = List.of(new ReuseKey.Step("enhance", "r1", Map.of("strength", 0.5)));
        past.put("ada-sub" + ReuseKey.of(DigestUtils.sha256Hex(SIDEWAYS), steps).orElseThrow(), result);
        file("a.jpg");
        upload.fields().put("effect", "enhance");

        assertThat(desk.orders(upload, ADA).get(0).event().past()).isEqualTo(result);
        assertThat(desk.orders(upload, BOB).get(0).event().past())
                .as("somebody else's")
                .isNull();
        upload.fields().put("params", "{\"strength\":0.6}");
        assertThat(desk.orders(upload, ADA).get(0).event().past())
                .as("other parameters")
                .isNull();
        upload.fields().put("params", "{\"strength\":0.50}");
        assertThat(desk.orders(upload, ADA).get(0).event().past()).isEqualTo(result);
        upload.fields().put("reuse", "false");
        assertThat(desk.orders(upload, ADA).get(0).event().past())
                .as("switched off")
                .isNull();
        upload.fields().put("reuse", "maybe");
        assertThat(catchThrowableOfType(ProblemException.class, () -> desk.orders(upload, ADA))
                        .problem()
                        .name())
                .isEqualTo("bad-request");
    }

    @Test
    void measuresTheImageUpright() throws Exception {
        file("a.jpg");

        StoredImage image = desk.orders(upload, ADA).get(0).event().image();

        assertThat(image.width()).isEqualTo(GoodImages.HEIGHT);
        assertThat(image.height()).isEqualTo(GoodImages.WIDTH);
    }

    @Test
    void onlyStoresWithoutAnEffect() throws Exception {
        file("a.jpg");
        upload.fields().put("effect", "  ");

        UploadOrder order = desk.orders(upload, ADA).get(0);
        AcceptedImage accepted = desk.accepted(order).accepted();

        assertThat(order.event().job()).isNull();
        assertThat(accepted.status()).isEqualTo("stored");
        assertThat(accepted.jobId()).isNull();
    }

    @Test
    void tellsWhatWasAccepted() throws Exception {
        file("a.jpg");
        upload.fields().put("effect", "enhance");
        UploadOrder order = desk.orders(upload, ADA).get(0);

        UploadAnswer answer = desk.answer(upload, List.of(desk.accepted(order)));

        assertThat(answer.batchId()).isEqualTo("batch");
        assertThat(answer.rejected()).isEmpty();
        AcceptedImage image = answer.images().get(0);
        assertThat(image.status()).isEqualTo("queued");
        assertThat(image.id()).isEqualTo(order.event().image().id());
        assertThat(image.jobId()).isEqualTo(order.event().job().id());
        assertThat(image.bytes()).isEqualTo(SIDEWAYS.length);
    }

    @Test
    void refusesARequestWithoutAnyFile() {
        upload.fields().put("effect", "enhance");

        assertThat(refusal().name()).isEqualTo("no-file");
        assertThat(refusal().status()).isEqualTo(400);
    }

    @Test
    void refusesAnUnknownEffectAndParametersThatDoNotFit() throws Exception {
        file("a.jpg");
        upload.fields().put("effect", "enhnace");
        assertThat(refusal().name()).isEqualTo("unknown-effect");

        upload.fields().put("effect", "enhance");
        upload.fields().put("params", "{strength");
        assertThat(refusal().name()).isEqualTo("invalid-params");
    }

    @Test
    void refusesParametersThatAreForNothing() throws Exception {
        file("a.jpg");
        upload.fields().put("params", "{}");

        assertThat(refusal().detail()).contains("no effect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "category", "projectId"})
    void refusesLongTextAndControlCharacters(String field) throws Exception {
        file("a.jpg");
        upload.fields().put(field, "x".repeat(201));
        assertThat(refusal().detail()).contains(field);

        upload.fields().put(field, "a\u0000b");
        assertThat(refusal().detail()).contains(field);

        upload.fields().put(field, "x".repeat(200));
        assertThat(desk.orders(upload, ADA)).hasSize(1);
    }

    @Test
    void answersWithTheOneFilesOwnProblem() {
        reject("text.jpg", "not-an-image", 415);

        Problem problem = refusal();

        assertThat(problem.name()).isEqualTo("not-an-image");
        assertThat(problem.status()).isEqualTo(415);
        assertThat(problem.extensions()).containsEntry("rejected", upload.rejections());
    }

    @Test
    void answersWithACommonStatusIfAllFilesHaveOne() {
        reject("a.jpg", "not-an-image", 415);
        reject("b.jpg", "unsupported-image", 415);
        assertThat(refusal().status()).isEqualTo(415);

        reject("c.jpg", "truncated-image", 422);
        assertThat(refusal().name()).isEqualTo("all-files-rejected");
        assertThat(refusal().status()).isEqualTo(422);
    }

    @Test
    void tellsOfRejectedFilesBesideAcceptedOnes() throws Exception {
        file("a.jpg");
        file("b.jpg");
        reject("c.jpg", "not-an-image", 415);
        List<UploadOrder> orders = desk.orders(upload, ADA);

        UploadAnswer answer = desk.answer(
                upload,
                List.of(
                        desk.accepted(orders.get(0)),
                        desk.unavailable(orders.get(1), new StorageException("away", null))));

        assertThat(answer.images()).extracting(AcceptedImage::filename).containsExactly("a.jpg");
        assertThat(answer.rejected()).extracting(Rejection::filename).containsExactly("c.jpg", "b.jpg");
        assertThat(answer.rejected().get(1).problem().name()).isEqualTo("unavailable");
        assertThat(answer.rejected().get(1).problem().detail()).contains("nothing of it was accepted");
    }

    @Test
    void tellsTheSenderWhenItIsNotCertainThatAnImageWasNotQueued() throws Exception {
        file("a.jpg");
        UploadOrder order = desk.orders(upload, ADA).get(0);

        UploadOutcome outcome = desk.unavailable(order, new TimeoutException("no acknowledgement"));

        assertThat(outcome.rejected().problem().status()).isEqualTo(503);
        assertThat(outcome.rejected().problem().detail()).contains("may still appear");
    }

    @Test
    void saysUnavailableAndNotAcceptedWhenNothingCouldBeQueued() throws Exception {
        file("a.jpg");
        file("b.jpg");
        List<UploadOutcome> outcomes = desk.orders(upload, ADA).stream()
                .map(order -> desk.unavailable(order, new StorageException("away", null)))
                .toList();

        Problem problem = catchThrowableOfType(ProblemException.class, () -> desk.answer(upload, outcomes))
                .problem();

        assertThat(problem.status()).isEqualTo(503);
    }

    private void file(String name) throws Exception {
        // what follows the end of a JPEG means nothing, and makes each another one
        byte[] bytes = upload.files().isEmpty() ? SIDEWAYS : Arrays.copyOf(SIDEWAYS, SIDEWAYS.length + count());
        SpooledFile spooled = SpooledFile.spool(new ByteArrayInputStream(bytes), spool, 1_000_000);
        ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);
        String id = UUID.randomUUID().toString();
        upload.files().add(new UploadedFile(id, name, spooled, inspector.inspect(spooled.path())));
    }

    private int count() {
        return upload.files().size();
    }

    private void reject(String name, String problem, int status) {
        upload.rejections().add(new Rejection(name, new Problem(problem, status, "Image not accepted", "It is so.")));
    }

    private Problem refusal() {
        return catchThrowableOfType(ProblemException.class, () -> desk.orders(upload, ADA))
                .problem();
    }

    private List<String> ids(Upload sent, Caller caller) {
        return desk.orders(sent, caller).stream()
                .flatMap(order -> Stream.of(
                        order.event().image().id(), order.event().job().id()))
                .toList();
    }
}
