package pixpro.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter of the storage port promises. An adapter's test extends it and says which storage to ask. */
public abstract class ObjectStorageContract {

    private static final int THIRTY_MEGABYTES = 30 * 1024 * 1024;

    @TempDir
    private Path folder;

    private final String key = "contract/" + UUID.randomUUID() + "/original";

    /** @return the adapter under test, on a real server */
    protected abstract ObjectStorage storage();

    /** @return scheme, host and port under which holders of signed URLs reach the storage */
    protected abstract URI publicEndpoint();

    @Test
    void givesBackWhatWasPut() throws Exception {
        storage().put(key, file(new byte[] {1, 2, 3, -1, 0}), "image/png");

        try (InputStream in = storage().get(key)) {
            assertThat(in).hasBinaryContent(new byte[] {1, 2, 3, -1, 0});
        }
        assertThat(storage().stat(key)).contains(new ObjectFacts(5, "image/png"));
    }

    @Test
    void replacesWhatTheKeyHeldBefore() throws Exception {
        storage().put(key, file("first".getBytes()), "image/png");
        storage().put(key, file("second, longer".getBytes()), "image/jpeg");

        try (InputStream in = storage().get(key)) {
            assertThat(in).hasContent("second, longer");
        }
        assertThat(storage().stat(key)).contains(new ObjectFacts(14, "image/jpeg"));
    }

    @Test
    void saysOfAMissingObjectThatItIsMissing() throws Exception {
        assertThat(storage().stat(key)).isEmpty();
        assertThatThrownBy(() -> storage().get(key)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void copiesAnObjectWithItsTypeSoThatEachLivesByItself() throws Exception {
        String copy = key.replace("original", "copy");
        storage().put(key, file("twice".getBytes()), "image/webp");

        storage().copy(key, copy);
        storage().delete(key);

        try (InputStream in = storage().get(copy)) {
            assertThat(in).hasContent("twice");
        }
        assertThat(storage().stat(copy)).contains(new ObjectFacts(5, "image/webp"));
        assertThatThrownBy(() -> storage().copy(key, copy)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void deletesAndDoesNotMindASecondTime() throws Exception {
        storage().put(key, file("x".getBytes()), "image/png");

        storage().delete(key);
        storage().delete(key);

        assertThat(storage().stat(key)).isEmpty();
    }

    @Test
    void listsAllUnderAPrefixPageByPageInTheOrderOfTheirKeys() throws Exception {
        String prefix = "contract/" + UUID.randomUUID() + "/";
        List<String> keys = new ArrayList<>();
        for (String name : List.of("a/original", "a/results/1", "a/steps/1/1", "b/original", "c")) {
            storage().put(prefix + name, file(name.getBytes()), "image/png");
            keys.add(prefix + name);
        }
        storage().put(key, file("not asked for".getBytes()), "image/png");

        List<StoredObject> listed = new ArrayList<>();
        List<StoredObject> page;
        do {
            page = storage()
                    .list(
                            prefix,
                            listed.isEmpty()
                                    ? ""
                                    : listed.get(listed.size() - 1).key(),
                            2);
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            listed.addAll(page);
        } while (page.size() == 2);

        assertThat(listed).extracting(StoredObject::key).containsExactlyElementsOf(keys);
        assertThat(listed.get(0).bytes()).isEqualTo("a/original".length());
        assertThat(listed.get(0).storedAt()).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void keepsThirtyMegabytesByteForByte() throws Exception {
        byte[] bytes = new byte[THIRTY_MEGABYTES];
        new Random(1).nextBytes(bytes);
        storage().put(key, file(bytes), "image/tiff");

        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(storage().get(key), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(HexFormat.of().formatHex(sha256.digest()))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void signsUrlsThatAnybodyCanGetAtThePublicEndpoint() throws Exception {
        storage().put(key, file("for your eyes".getBytes()), "image/webp");

        URI url = storage().signedGet(key, Duration.ofMinutes(5));
        HttpResponse<String> response = get(url);

        assertThat(url.getScheme() + "://" + url.getAuthority())
                .isEqualTo(publicEndpoint().toString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("for your eyes");
        assertThat(response.headers().firstValue("Content-Type")).contains("image/webp");
    }

    @Test
    void givesNothingToUrlsThatAreNotSignedOrSignedForAnother() throws Exception {
        storage().put(key, file("mine".getBytes()), "image/webp");
        URI url = storage().signedGet(key, Duration.ofMinutes(5));

        assertThat(get(URI.create(url.toString().replaceAll("\\?.*", ""))).statusCode())
                .isEqualTo(403);
        URI foreign = URI.create(url.toString().replace("/original?", "/other?"));
        assertThat(get(foreign).statusCode()).isEqualTo(403);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve(UUID.randomUUID().toString()), bytes);
    }

    private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
