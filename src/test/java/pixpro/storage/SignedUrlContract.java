package pixpro.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter of the storage port promises of signed URLs, and of objects that come by them in parts. */
abstract class SignedUrlContract {

    static final int PART = 5 * 1024 * 1024;
    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    final String key = "contract/" + UUID.randomUUID() + "/original";

    /** @return the adapter under test, on a real server */
    protected abstract ObjectStorage storage();

    @Test
    void signsUrlsThatAnybodyCanGetAtThePublicEndpoint() throws Exception {
        storage().put(key, file("for your eyes".getBytes()), "image/webp");

        URI url = storage().signedGet(key, FIVE_MINUTES);
        HttpResponse<String> response = get(url);

        assertThat(url.getScheme() + "://" + url.getAuthority())
                .isEqualTo(AskedStorage.publicEndpoint().toString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("for your eyes");
        assertThat(response.headers().firstValue("Content-Type")).contains("image/webp");
    }

    @Test
    void givesNothingToUrlsThatAreNotSignedOrSignedForAnother() throws Exception {
        storage().put(key, file("mine".getBytes()), "image/webp");
        URI url = storage().signedGet(key, FIVE_MINUTES);

        assertThat(get(URI.create(url.toString().replaceAll("\\?.*", ""))).statusCode())
                .isEqualTo(403);
        URI foreign = URI.create(url.toString().replace("/original?", "/other?"));
        assertThat(get(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void signsUrlsToWhichAnybodyCanPutOneObject() throws Exception {
        URI url = storage().signedPut(key, FIVE_MINUTES);

        assertThat(url.getScheme() + "://" + url.getAuthority())
                .isEqualTo(AskedStorage.publicEndpoint().toString());
        assertThat(put(url, "from outside".getBytes()).statusCode()).isEqualTo(200);
        try (InputStream in = storage().get(key)) {
            assertThat(in).hasContent("from outside");
        }
    }

    @Test
    void takesNothingByUrlsThatAreTamperedWith() throws Exception {
        String url = storage().signedPut(key, FIVE_MINUTES).toString();
        String gets = storage().signedGet(key, FIVE_MINUTES).toString();
        List<String> tampered = List.of(
                url.replaceAll("\\?.*", ""),
                url.replace("/original?", "/other?"),
                url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000"),
                url.replaceAll("(X-Amz-Signature=)(.)", "$1" + (url.contains("X-Amz-Signature=0") ? "1" : "0")),
                gets);

        for (String each : tampered) {
            assertThat(put(URI.create(each), "x".getBytes()).statusCode())
                    .as(each)
                    .isEqualTo(403);
        }
        assertThat(storage().list(key.replace("original", ""), "", 10)).isEmpty();
    }

    @Test
    void takesNothingByUrlsThatAreOver() throws Exception {
        URI url = storage().signedPut(key, Duration.ofSeconds(1));

        await().atMost(10, SECONDS)
                .untilAsserted(() ->
                        assertThat(put(url, "late".getBytes()).statusCode()).isEqualTo(403));
    }

    @Test
    void keepsItsBucketToItself() throws Exception {
        storage().put(key, file("mine".getBytes()), "image/webp");
        String object = storage().signedGet(key, FIVE_MINUTES).toString().replaceAll("\\?.*", "");
        String bucket = object.substring(0, object.indexOf("/contract/"));

        assertThat(get(URI.create(object)).statusCode()).isEqualTo(403);
        assertThat(get(URI.create(bucket + "?list-type=2")).statusCode()).isEqualTo(403);
        assertThat(put(URI.create(object), "yours".getBytes()).statusCode()).isEqualTo(403);
    }

    @Test
    void makesAnObjectOfPartsThatCameInAnyOrderAndTwice() throws Exception {
        byte[] bytes = random(2 * PART + 70_000);
        String undertaking = storage().beginParts(key, "image/tiff");

        putPart(undertaking, 3, bytes, 2 * PART, 70_000);
        putPart(undertaking, 1, random(PART), 0, PART);
        putPart(undertaking, 1, bytes, 0, PART);
        putPart(undertaking, 2, bytes, PART, PART);
        assertThat(storage().stat(key)).isEmpty();
        List<StoredPart> parts = storage().parts(key, undertaking);
        storage().joinParts(key, undertaking, parts);

        assertThat(parts).extracting(StoredPart::number).containsExactly(1, 2, 3);
        assertThat(parts).extracting(StoredPart::bytes).containsExactly((long) PART, (long) PART, 70_000L);
        try (InputStream in = storage().get(key)) {
            assertThat(in).hasBinaryContent(bytes);
        }
        assertThat(storage().stat(key)).contains(new ObjectFacts(bytes.length, "image/tiff"));
        assertThat(storage().parts(key, undertaking)).isEmpty();
    }

    @Test
    void keepsNothingOfPartsThatAreAbandoned() throws Exception {
        String undertaking = storage().beginParts(key, "image/tiff");
        putPart(undertaking, 1, random(1000), 0, 1000);

        storage().abandonParts(key, undertaking);
        storage().abandonParts(key, undertaking);

        assertThat(storage().parts(key, undertaking)).isEmpty();
        assertThat(storage().stat(key)).isEmpty();
    }

    @Test
    void leavesAnObjectAloneThatIsMadeOfItsPartsOnceMore() throws Exception {
        byte[] bytes = random(PART + 1);
        String undertaking = storage().beginParts(key, "image/tiff");
        putPart(undertaking, 1, bytes, 0, PART);
        putPart(undertaking, 2, bytes, PART, 1);
        List<StoredPart> parts = storage().parts(key, undertaking);
        storage().joinParts(key, undertaking, parts);

        // some servers say yes, some no
        catchThrowable(() -> storage().joinParts(key, undertaking, parts));

        try (InputStream in = storage().get(key)) {
            assertThat(in).hasBinaryContent(bytes);
        }
    }

    @Test
    void takesAPartOnlyForWhatItWasSignedFor() throws Exception {
        String undertaking = storage().beginParts(key, "image/tiff");
        String url = storage().signedPart(key, undertaking, 1, FIVE_MINUTES).toString();

        assertThat(put(URI.create(url.replace("partNumber=1", "partNumber=2")), random(10))
                        .statusCode())
                .isEqualTo(403);

        assertThat(storage().parts(key, undertaking)).isEmpty();
        storage().abandonParts(key, undertaking);
    }

    private void putPart(String undertaking, int number, byte[] bytes, int from, int length) throws Exception {
        URI url = storage().signedPart(key, undertaking, number, FIVE_MINUTES);
        assertThat(put(url, Arrays.copyOfRange(bytes, from, from + length)).statusCode())
                .isEqualTo(200);
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve(UUID.randomUUID().toString()), bytes);
    }

    static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(URI url, byte[] bytes) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url)
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
