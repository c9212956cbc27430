package routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.corpus.GoodImages;
import pixpro.image.ImageFacts;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.local.OnLocalStack;

/** The main job, end to end, on real neighbours. */
@OnLocalStack
class UploadToResultFlowIT {

    private static final int FIVE_MEGABYTES = 5_000_000;
    private static final Path PHOTOS = Path.of("src", "test", "resources", "photos");

    @LocalServerPort
    private int port;

    private PixProClient ada;
    private PixProClient bob;

    @BeforeEach
    void logIn() {
        ada = PixProClient.of("http://localhost:" + port, "ada");
        bob = PixProClient.of("http://localhost:" + port, "bob");
    }

    @Test
    void enhancesALargeJpegAPngWithAlphaAndAWebp() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("large.jpg", GoodImages.noisyJpeg(4000, 3000));
        files.put("alpha.png", GoodImages.pngWithAlpha(640, 480));
        files.put("lossy.webp", GoodImages.resource("lossy.webp"));
        assertThat(files.get("large.jpg")).hasSizeGreaterThan(FIVE_MEGABYTES);

        PixProClient.Answer accepted = ada.upload(Map.of("effect", "enhance"), files);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body().path("images")).hasSize(3);
        for (JsonNode sent : accepted.body().path("images")) {
            JsonNode image = ended(ada, sent.path("id").asText());
            assertThat(image.path("status").asText()).as("%s", image).isEqualTo("processed");
            byte[] original = ada.download(image.at("/original/url").asText());
            assertThat(original).isEqualTo(files.get(sent.path("filename").asText()));
            ImageFacts facts =
                    factsOf(ada.download(image.at("/jobs/0/result/url").asText()));
            assertThat(facts.format().mediaType())
                    .isEqualTo(sent.path("mediaType").asText());
            assertThat(facts.width()).isEqualTo(sent.path("width").asInt());
            assertThat(facts.height()).isEqualTo(sent.path("height").asInt());
        }
    }

    @Test
    void tellsTheBoxesOfFacesAndDrawsThem() throws Exception {
        byte[] portrait = Files.readAllBytes(PHOTOS.resolve("astronaut.png"));
        PixProClient.Answer accepted =
                ada.upload(Map.of("effect", "detect-faces", "params", "{\"minSize\":0.1}"), Map.of("a.png", portrait));
        JsonNode image = ended(ada, accepted.body().at("/images/0/id").asText());

        JsonNode result = image.at("/jobs/0/result");
        assertThat(result.at("/data/detections")).hasSize(1);
        assertThat(result.at("/data/detections/0/label").asText()).isEqualTo("face");
        JsonNode box = result.at("/data/detections/0/box");
        var drawn = ImageIO.read(
                new ByteArrayInputStream(ada.download(result.path("url").asText())));
        var before = ImageIO.read(new ByteArrayInputStream(portrait));
        int x = box.path("x").asInt();
        int y = box.path("y").asInt() + box.path("height").asInt() / 2;
        assertThat(drawn.getRGB(x, y)).isNotEqualTo(before.getRGB(x, y));
    }

    @Test
    void keepsAnImageWithoutEffectAndRunsNothing() throws Exception {
        PixProClient.Answer accepted = ada.upload(Map.of("title", "Holiday"), Map.of("a.png", GoodImages.png(20, 10)));
        assertThat(accepted.body().at("/images/0/status").asText()).isEqualTo("stored");
        String id = accepted.body().at("/images/0/id").asText();

        await().atMost(30, SECONDS).until(() -> ada.get("/api/images/" + id).status() == 200);
        JsonNode image = ada.get("/api/images/" + id).body();
        assertThat(image.path("status").asText()).isEqualTo("stored");
        assertThat(image.path("title").asText()).isEqualTo("Holiday");
        assertThat(image.path("jobs")).isEmpty();
    }

    @Test
    void hidesAnImageFromEverybodyElse() throws Exception {
        PixProClient.Answer accepted = ada.upload(Map.of(), Map.of("a.png", GoodImages.png(20, 10)));
        String id = accepted.body().at("/images/0/id").asText();
        await().atMost(30, SECONDS).until(() -> ada.get("/api/images/" + id).status() == 200);

        PixProClient.Answer answer = bob.get("/api/images/" + id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(bob.get("/api/images").body().toString()).doesNotContain(id);
    }

    @Test
    void bringsTwoHundredUploadsToTheirEnd() throws Exception {
        byte[] photo = GoodImages.noisyJpeg(160, 120);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, byte[]> batch = new LinkedHashMap<>();
            for (int j = 0; j < 20; j++) {
                batch.put("photo-" + i + "-" + j + ".jpg", photo);
            }
            PixProClient.Answer accepted = ada.upload(Map.of("effect", "enhance"), batch);
            assertThat(accepted.status()).isEqualTo(202);
            accepted.body()
                    .path("images")
                    .forEach(image -> ids.add(image.path("id").asText()));
        }
        assertThat(ids).hasSize(200).doesNotHaveDuplicates();

        for (String id : ids) {
            assertThat(ended(ada, id).path("status").asText()).isEqualTo("processed");
        }
    }

    private static JsonNode ended(PixProClient client, String id) throws IOException, InterruptedException {
        await().atMost(3, MINUTES).until(() -> client.hasEnded(id));
        return client.get("/api/images/" + id).body();
    }

    private static ImageFacts factsOf(byte[] image) throws Exception {
        return new ImageInspector(ImageLimits.DEFAULT).inspect(image);
    }
}
