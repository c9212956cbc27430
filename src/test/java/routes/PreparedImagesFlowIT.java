package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.corpus.GoodImages;
import pixpro.event.EventCodec;
import pixpro.event.Events;
import pixpro.event.Topics;
import pixpro.image.ImageFacts;
import pixpro.image.ImageFormat;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.local.OnLocalStack;

/** From an upload to what a library shows of it at once, on real neighbours. */
@OnLocalStack
class PreparedImagesFlowIT {

    private static final Path PHOTOS = Path.of("src", "test", "resources", "photos");
    private static final Path LOOK_AT = Path.of("target", "thumbnails");

    @LocalServerPort
    private int port;

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private EventCodec codec;

    private PixProClient ada;

    @BeforeEach
    void logIn() {
        ada = PixProClient.of("http://localhost:" + port, "ada");
    }

    @Test
    void showsPhotosUprightAndSmallWhileTheirEffectWaits() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("rocket.jpg", GoodImages.turned(Files.readAllBytes(PHOTOS.resolve("rocket.jpg")), 6));
        files.put("astronaut.png", Files.readAllBytes(PHOTOS.resolve("astronaut.png")));
        // nobody describes anything here
        PixProClient.Answer accepted = ada.upload(Map.of("effect", "describe"), files);
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);

        JsonNode rocket = prepared(accepted.body().at("/images/0/id").asText());
        JsonNode astronaut = prepared(accepted.body().at("/images/1/id").asText());

        assertThat(rocket.path("status").asText()).isEqualTo("queued");
        assertThumbnails(rocket, "171x256", "342x512", "427x640");
        assertThat(rocket.path("colour").asText()).matches("#[0-9a-f]{6}");
        // waves of a picture that is higher than wide
        assertThat(rocket.path("placeholder").asText()).startsWith("T").hasSize(28);
        assertThumbnails(astronaut, "256x256", "512x512");
        String notifications = ada.get("/api/notifications?limit=200").body().toString();
        assertThat(notifications).contains(rocket.path("id").asText() + ":prepared", "\"status\":\"prepared\"");
    }

    @Test
    void showsAnImageThatIsOnlyStoredAndKeepsWhatIsTransparent() throws Exception {
        PixProClient.Answer accepted = ada.upload(Map.of(), Map.of("logo.png", GoodImages.pngWithAlpha(700, 300)));
        JsonNode image = prepared(accepted.body().at("/images/0/id").asText());

        assertThat(image.path("status").asText()).isEqualTo("stored");
        assertThumbnails(image, "256x110", "512x219", "700x300");
        for (JsonNode thumbnail : image.path("thumbnails")) {
            assertThat(factsOf(ada.download(thumbnail.path("url").asText())).alpha())
                    .isTrue();
        }
        JsonNode listed = ada.get("/api/images?limit=1").body().at("/items/0");
        assertThat(listed.path("thumbnails")).hasSize(3);
    }

    @Test
    void saysOfAnImageThatCannotBeShownThatItHasNoThumbnails() throws Exception {
        String owner = ada.get("/api/me").body().path("sub").asText();
        Events events = Events.of(owner, Instant.now());
        String id = events.image().id();
        camel.sendBodyAndHeader("kafka:" + Topics.IMAGE_PROCESSED, codec.encode(events.unprepared()), "kafka.KEY", id);

        await().atMost(30, SECONDS).until(() -> ada.get("/api/images/" + id).status() == 200);

        JsonNode image = ada.get("/api/images/" + id).body();
        assertThat(image.path("thumbnails").isArray()).isTrue();
        assertThat(image.path("thumbnails")).isEmpty();
        assertThat(image.has("colour")).isFalse();
        assertThat(image.has("placeholder")).isFalse();
    }

    private JsonNode prepared(String id) throws Exception {
        await().atMost(60, SECONDS)
                .until(() -> ada.get("/api/images/" + id).body().has("thumbnails"));
        return ada.get("/api/images/" + id).body();
    }

    private void assertThumbnails(JsonNode image, String... sizes) throws Exception {
        assertThat(image.path("thumbnails"))
                .extracting(each ->
                        each.path("width").asInt() + "x" + each.path("height").asInt())
                .containsExactly(sizes);
        Files.createDirectories(LOOK_AT);
        for (JsonNode thumbnail : image.path("thumbnails")) {
            byte[] file = ada.download(thumbnail.path("url").asText());
            ImageFacts facts = factsOf(file);
            assertThat(facts.format()).isEqualTo(ImageFormat.WEBP);
            assertThat(facts.width()).isEqualTo(thumbnail.path("width").asInt());
            assertThat(facts.height()).isEqualTo(thumbnail.path("height").asInt());
            assertThat(facts.orientation()).as("upright by itself").isEqualTo(1);
            assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("EXIF", "Exif", "XMP ");
            Files.write(LOOK_AT.resolve(image.path("filename").asText() + "-" + facts.width() + ".webp"), file);
        }
    }

    private static ImageFacts factsOf(byte[] image) throws Exception {
        return new ImageInspector(ImageLimits.DEFAULT).inspect(image);
    }
}
