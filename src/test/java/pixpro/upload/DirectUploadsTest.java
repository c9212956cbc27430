package pixpro.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.effect.EffectOrders;
import pixpro.effect.SampleEffects;
import pixpro.event.SampleJson;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.ImageLimits;
import pixpro.ingest.AcceptedImage;
import pixpro.ingest.Duplicates;
import pixpro.ingest.InMemoryPastImages;
import pixpro.ingest.Reuse;
import pixpro.ingest.Upload;
import pixpro.ingest.UploadAnswer;
import pixpro.ingest.UploadDesk;
import pixpro.storage.InMemoryObjectStorage;

class DirectUploadsTest {

    private static final Caller ADA = new Caller("ada-sub", "ada", Set.of("user"));
    private static final Caller BOB = new Caller("bob-sub", "bob", Set.of("user"));
    private static final byte[] PHOTO = GoodImages.png(30, 20);
    private static final int PART = 5 * 1024 * 1024;
    private static final ImageLimits LIMITS = new ImageLimits(20_000_000, 10_000_000);

    private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    private final UploadsSettings settings =
            new UploadsSettings(DataSize.ofBytes(PART), 3, Duration.ofHours(1), Duration.ofHours(24));
    private final UploadStore store = new UploadStore(storage, SampleJson.mapper());
    private final DirectUploads uploads = new DirectUploads(
            settings,
            LIMITS,
            storage,
            store,
            new UploadDesk(
                    new EffectOrders(SampleEffects.catalogue(), SampleJson.mapper()),
                    new Duplicates(
                            new InMemoryPastImages(),
                            new Reuse(SampleEffects.catalogue(), (owner, key) -> Optional.empty()),
                            storage,
                            SampleJson.mapper()),
                    Clock.systemUTC()),
            SampleJson.mapper(),
            Clock.systemUTC());

    @TempDir
    private Path spool;

    @Test
    void signsOneUrlForASmallFileAndOneForEachPartOfALargeOne() throws Exception {
        BegunUploads begun =
                begin("{\"files\":[{\"filename\":\"a.png\",\"bytes\":%d},{\"filename\":\"b.bmp\",\"bytes\":7}]}"
                        .formatted(2 * PART + 1));

        UploadView large = begun.uploads().get(0);
        assertThat(large.url()).isNull();
        assertThat(large.parts()).extracting(UploadView.PartView::bytes).containsExactly((long) PART, (long) PART, 1L);
        assertThat(large.parts()).extracting(UploadView.PartView::from).containsExactly(0L, (long) PART, 2L * PART);
        assertThat(large.parts()).allSatisfy(part -> assertThat(part.url()).isNotNull());
        UploadView small = begun.uploads().get(1);
        assertThat(small.parts()).isNull();
        assertThat(small.url()).isNotNull();
        assertThat(storage.keys()).singleElement().asString().endsWith("/batch").doesNotContain("ada-sub");
    }

    @Test
    void showsWhatHasComeAndNewUrlsForTheRest() throws Exception {
        UploadInHand upload = large(2 * PART + 1);
        storage.putPart(upload.file().undertaking(), 2, new byte[PART]);
        storage.putPart(upload.file().undertaking(), 3, new byte[0]);

        UploadView view = uploads.show(upload);

        assertThat(view.status()).isEqualTo("waiting");
        assertThat(view.parts()).extracting(UploadView.PartView::done).containsExactly(false, true, false);
        assertThat(view.parts().get(1).url()).isNull();
        assertThat(view.parts().get(2).url()).isNotNull();
    }

    @Test
    void fetchesWhatWasAnnounced() throws Exception {
        UploadInHand upload = small(PHOTO.length, DigestUtils.sha256Hex(PHOTO));
        storage.put(upload.id().bytesKey(), PHOTO, "text/html");

        assertThat(uploads.show(upload).status()).isEqualTo("uploaded");
        try (Upload fetched = fetch(upload)) {
            assertThat(fetched.batchId()).isEqualTo(upload.batch().id());
            assertThat(fetched.files()).singleElement().satisfies(file -> {
                assertThat(file.imageId()).isEqualTo(upload.file().imageId());
                assertThat(file.facts().format().mediaType()).isEqualTo("image/png");
                assertThat(file.spooled().path()).hasBinaryContent(PHOTO);
            });
        }
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNotWhatWasAnnouncedOrNoImage() throws Exception {
        UploadInHand upload = small(PHOTO.length, DigestUtils.sha256Hex("else"));
        assertThat(refusal(upload).name()).isEqualTo("upload-incomplete");
        storage.put(upload.id().bytesKey(), new byte[3], "image/png");
        assertThat(refusal(upload).name()).isEqualTo("size-mismatch");
        storage.put(upload.id().bytesKey(), PHOTO, "image/png");
        assertThat(refusal(upload).name()).isEqualTo("checksum-mismatch");
        UploadInHand text = small(BadImages.text().length, null);
        storage.put(text.id().bytesKey(), BadImages.text(), "image/png");
        assertThat(refusal(text).name()).isEqualTo("not-an-image");
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void makesAFileOfItsPartsOnlyWhenAllHaveComeWhole() throws Exception {
        byte[] bmp = GoodImages.bmp(1500, 1200);
        UploadInHand upload = large(bmp.length);
        String undertaking = upload.file().undertaking();
        storage.putPart(undertaking, 1, Arrays.copyOfRange(bmp, 0, PART - 1));

        Problem problem = refusal(upload);
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.extensions()).containsEntry("missingParts", List.of(1, 2));

        storage.putPart(undertaking, 1, Arrays.copyOfRange(bmp, 0, PART));
        storage.putPart(undertaking, 2, Arrays.copyOfRange(bmp, PART, bmp.length));
        try (Upload fetched = fetch(upload)) {
            assertThat(fetched.files().get(0).spooled().sha256()).isEqualTo(DigestUtils.sha256Hex(bmp));
        }
        assertThat(storage.undertakings()).isEmpty();
    }

    @Test
    void saysAgainWhatWasSaidAndKeepsNoBytes() throws Exception {
        UploadInHand upload = small(PHOTO.length, null);
        storage.put(upload.id().bytesKey(), PHOTO, "image/png");
        assertThat(uploads.answered(upload)).isNull();
        UploadAnswer answer = new UploadAnswer(
                "batch", List.of(new AcceptedImage("i", "j", "queued", "a.png", "image/png", 1, 2, 3)), List.of());

        uploads.keep(upload, answer);

        assertThat(uploads.answered(upload)).isEqualTo(answer);
        assertThat(uploads.show(upload).status()).isEqualTo("completed");
        assertThat(storage.keys()).doesNotContain(upload.id().bytesKey());
    }

    @Test
    void findsNobodyElsesUpload() throws Exception {
        String id = small(10, null).id().text();

        assertThat(catchThrowableOfType(ProblemException.class, () -> uploads.take(BOB, id))
                        .problem()
                        .status())
                .isEqualTo(404);
        assertThat(uploads.take(ADA, id).file().bytes()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "../../images/x-1",
                "11111111-1111-4111-8111-111111111111",
                "11111111-1111-4111-8111-111111111111-1",
                "11111111-1111-4111-8111-111111111111-99999999999",
                "11111111-1111-4111-8111-111111111111-0/../../batch"
            })
    void findsNothingByAnIdThatIsNone(String id) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> uploads.take(ADA, id))
                        .problem()
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"files\":[]}",
                "{\"files\":[1]}",
                "{\"files\":[{\"filename\":\"a\"}]}",
                "{\"files\":[{\"filename\":\"a\",\"bytes\":0}]}",
                "{\"files\":[{\"filename\":\"a\",\"bytes\":1.5}]}",
                "{\"files\":[{\"filename\":\"../a\",\"bytes\":1}]}",
                "{\"files\":[{\"filename\":\"a\",\"bytes\":1,\"sha256\":\"no\"}]}",
                "{\"files\":[{\"filename\":\"a\",\"bytes\":1,\"key\":\"images/x\"}]}",
                "{\"files\":[{\"filename\":\"a\",\"bytes\":1}],\"owner\":\"bob\"}",
                "{\"files\":[{\"filename\":\"a\",\"bytes\":1}],\"params\":{}}",
                "{\"files\":[{\"filename\":\"a\",\"bytes\":1}],\"reuse\":\"yes\"}"
            })
    void beginsNothingForARequestThatDoesNotFit(String body) {
        assertThat(refusedToBegin(body).status()).isEqualTo(400);
        assertThat(storage.keys()).isEmpty();
    }

    @Test
    void beginsNothingThatCouldNotBeDone() {
        String file = "{\"filename\":\"a\",\"bytes\":1}";
        assertThat(refusedToBegin("{\"files\":[" + file + "],\"effect\":\"nonsense\"}")
                        .name())
                .isEqualTo("unknown-effect");
        assertThat(refusedToBegin("{\"files\":[" + String.join(",", file, file, file, file) + "]}")
                        .status())
                .isEqualTo(413);
        assertThat(refusedToBegin("{\"files\":[{\"filename\":\"a\",\"bytes\":20000001}]}")
                        .name())
                .isEqualTo("too-many-bytes");
        assertThat(storage.keys()).isEmpty();
        assertThat(storage.undertakings()).isEmpty();
    }

    @Test
    void sweepsWhatIsOldWithItsPartsAndLeavesWhatIsNew() throws Exception {
        UploadInHand upload = large(PART + 1);
        storage.put(upload.id().bytesKey(), PHOTO, "image/png");
        storage.put("images/1/original", PHOTO, "image/png");

        sweepAt(Instant.now().plus(Duration.ofHours(23)));
        assertThat(uploads.take(ADA, upload.id().text())).isNotNull();
        assertThat(storage.undertakings()).hasSize(1);

        sweepAt(Instant.now().plus(Duration.ofHours(25)));
        assertThat(storage.keys()).containsExactly("images/1/original");
        assertThat(storage.undertakings()).isEmpty();
    }

    private void sweepAt(Instant now) {
        new UploadSweep(storage, store, settings.ttl(), Clock.fixed(now, ZoneOffset.UTC)).sweep();
    }

    private BegunUploads begin(String body) throws Exception {
        return uploads.begin(ADA, new StringReader(body));
    }

    private Problem refusedToBegin(String body) {
        return catchThrowableOfType(ProblemException.class, () -> begin(body)).problem();
    }

    private UploadInHand small(int bytes, String sha256) throws Exception {
        String file = sha256 == null ? "" : ",\"sha256\":\"" + sha256 + "\"";
        BegunUploads begun = begin("{\"files\":[{\"filename\":\"a.png\",\"bytes\":" + bytes + file + "}]}");
        return uploads.take(ADA, begun.uploads().get(0).id());
    }

    private UploadInHand large(int bytes) throws Exception {
        UploadInHand upload = small(bytes, null);
        assertThat(upload.file().undertaking()).isNotNull();
        return upload;
    }

    private Upload fetch(UploadInHand upload) throws Exception {
        return new FetchUpload(storage, spool, LIMITS).fetch(upload);
    }

    private Problem refusal(UploadInHand upload) {
        return catchThrowableOfType(ProblemException.class, () -> fetch(upload)).problem();
    }
}
