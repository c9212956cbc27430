package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.local.OnLocalStack;
import pixpro.storage.ObjectStorage;

/** Bytes that go straight to object storage, on real neighbours. */
@OnLocalStack
class DirectUploadFlowIT {

    private static final int CUTS = 20;

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectStorage storage;

    private PixProClient ada;
    private PixProClient bob;

    @BeforeEach
    void logIn() {
        ada = PixProClient.of("http://localhost:" + port, "ada");
        bob = PixProClient.of("http://localhost:" + port, "bob");
    }

    @Test
    void takesAFileThatWasPutToItsUrlOnceHoweverOftenItIsCompleted() throws Exception {
        byte[] photo = photo(300, 200);
        JsonNode begun = begin(Map.of("a.jpg", photo), ",\"effect\":\"sketch\",\"title\":\"Straight\"");
        JsonNode upload = begun.at("/uploads/0");
        assertThat(batch(begun).at("/counts/waiting").asInt()).isEqualTo(1);
        assertThat(complete(ada, upload).status()).isEqualTo(409);

        assertThat(ada.put(upload.path("url").asText(), photo)).isEqualTo(200);
        assertThat(batch(begun).at("/counts/uploaded").asInt()).isEqualTo(1);
        PixProClient.Answer first = complete(ada, upload);
        PixProClient.Answer again = complete(ada, upload);

        assertThat(first.status()).as("%s", first.body()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        String id = first.body().at("/images/0/id").asText();
        await().atMost(60, SECONDS).until(() -> ada.hasEnded(id));
        JsonNode image = ada.get("/api/images/" + id).body();
        assertThat(image.path("title").asText()).isEqualTo("Straight");
        assertThat(image.path("jobs")).hasSize(1);
        assertThat(image.at("/jobs/0/status").asText()).isEqualTo("processed");
        assertThat(ada.download(image.at("/original/url").asText())).isEqualTo(photo);
        JsonNode batch = batch(begun);
        assertThat(batch.at("/counts/processed").asInt()).isEqualTo(1);
        assertThat(batch.at("/items/0/imageId").asText()).isEqualTo(id);
        assertThat(batch.at("/items/0/uploadId")).isEqualTo(upload.path("id"));
    }

    @Test
    void resumesPartsAfterCutsAndRefusesToGoOnWithoutThem() throws Exception {
        byte[] picture = GoodImages.bmp(2800, 2000);
        JsonNode begun = begin(Map.of("large.bmp", picture), "");
        JsonNode upload = begun.at("/uploads/0");
        assertThat(upload.path("parts")).hasSize(2);

        for (int cut = 0; cut < CUTS; cut++) {
            JsonNode part = shown(upload).path("parts").get(cut % 2);
            cutOff(part.path("url").asText(), part.path("bytes").asInt(), slice(picture, part), 1000 * (cut + 1));
        }
        assertThat(shown(upload).path("parts"))
                .allSatisfy(part -> assertThat(part.path("done").asBoolean()).isFalse());
        JsonNode second = shown(upload).at("/parts/1");
        assertThat(ada.put(second.path("url").asText(), slice(picture, second))).isEqualTo(200);
        PixProClient.Answer tooEarly = complete(ada, upload);
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.body().path("missingParts")).hasSize(1);
        assertThat(shown(upload).at("/parts/1/done").asBoolean()).isTrue();
        JsonNode first = shown(upload).at("/parts/0");
        assertThat(ada.put(first.path("url").asText(), slice(picture, first))).isEqualTo(200);

        PixProClient.Answer taken = complete(ada, upload);

        assertThat(taken.status()).as("%s", taken.body()).isEqualTo(202);
        String id = taken.body().at("/images/0/id").asText();
        try (var in = storage.get("images/" + id + "/original")) {
            assertThat(DigestUtils.sha256Hex(in)).isEqualTo(DigestUtils.sha256Hex(picture));
        }
        assertThat(complete(ada, upload).body()).isEqualTo(taken.body());
    }

    @Test
    void refusesWhatIsNoImageOrNotTheOneThatWasAnnounced() throws Exception {
        byte[] photo = photo(64, 48);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("text.jpg", BadImages.text());
        files.put("photo.jpg", photo);
        JsonNode begun = begin(files, "");
        JsonNode text = begun.at("/uploads/0");
        JsonNode other = begun.at("/uploads/1");
        byte[] changed = photo.clone();
        changed[photo.length / 2]++;
        ada.put(text.path("url").asText(), BadImages.text());
        ada.put(other.path("url").asText(), changed);

        assertThat(complete(ada, text).body().path("type").asText()).endsWith("not-an-image");
        assertThat(complete(ada, other).body().path("type").asText()).endsWith("checksum-mismatch");

        ada.put(other.path("url").asText(), photo);
        assertThat(complete(ada, other).status()).isEqualTo(202);
    }

    @Test
    void hidesUploadsAndBatchesFromEverybodyElse() throws Exception {
        byte[] photo = photo(40, 30);
        JsonNode begun = begin(Map.of("a.jpg", photo), "");
        JsonNode upload = begun.at("/uploads/0");
        ada.put(upload.path("url").asText(), photo);

        assertThat(bob.get("/api/uploads/" + upload.path("id").asText()).status())
                .isEqualTo(404);
        assertThat(complete(bob, upload).status()).isEqualTo(404);
        assertThat(bob.get("/api/batches/" + begun.path("batchId").asText()).status())
                .isEqualTo(404);
        assertThat(complete(ada, upload).status()).isEqualTo(202);
    }

    @Test
    void showsTheBatchOfARequestWithSeveralImages() throws Exception {
        PixProClient.Answer sent =
                ada.upload(Map.of(), Map.of("a.png", GoodImages.png(21, 10), "b.png", GoodImages.png(22, 10)));

        await().atMost(30, SECONDS)
                .until(() -> batch(sent.body()).at("/counts/stored").asInt() == 2);
    }

    private JsonNode begin(Map<String, byte[]> files, String more) throws Exception {
        StringBuilder list = new StringBuilder();
        files.forEach((name, bytes) -> list.append(list.isEmpty() ? "" : ",")
                .append("{\"filename\":\"%s\",\"bytes\":%d,\"sha256\":\"%s\"}"
                        .formatted(name, bytes.length, DigestUtils.sha256Hex(bytes))));
        PixProClient.Answer answer = ada.post("/api/uploads", "{\"files\":[" + list + "]" + more + "}");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body();
    }

    private JsonNode shown(JsonNode upload) throws Exception {
        PixProClient.Answer answer = ada.get("/api/uploads/" + upload.path("id").asText());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode batch(JsonNode begun) throws IOException, InterruptedException {
        return ada.get("/api/batches/" + begun.path("batchId").asText()).body();
    }

    private static PixProClient.Answer complete(PixProClient who, JsonNode upload) throws Exception {
        return who.post("/api/uploads/" + upload.path("id").asText() + "/complete", null);
    }

    /** No two runs and no two tests know each other's pictures. */
    private static byte[] photo(int width, int height) {
        return GoodImages.noisyJpeg(width + (int) (System.nanoTime() % 97), height);
    }

    private static byte[] slice(byte[] all, JsonNode part) {
        int from = part.path("from").asInt();
        return Arrays.copyOfRange(all, from, from + part.path("bytes").asInt());
    }

    /** Sends the beginning of a part and hangs up. */
    private static void cutOff(String url, int length, byte[] bytes, int sent) throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoLinger(true, 0);
            OutputStream out = socket.getOutputStream();
            String head = "PUT %s?%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n"
                    .formatted(uri.getRawPath(), uri.getRawQuery(), uri.getAuthority(), length);
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, sent);
            out.flush();
        }
    }
}
