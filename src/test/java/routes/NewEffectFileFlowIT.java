package routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pixpro.corpus.GoodImages;
import pixpro.local.LonePixPro;
import pixpro.ops.NewEffect;

/** An effect is one file that an operator puts into a folder; a broken file harms nobody. */
class NewEffectFileFlowIT {

    private static final String GOOD = NewEffect.text("postcard");

    @TempDir
    private Path folder;

    @Test
    void processesAPhotoByAnEffectFromAFileAndSkipsBrokenFiles() throws Exception {
        assertThat(GOOD.lines()).hasSizeLessThanOrEqualTo(25);
        write("postcard", GOOD);
        Map<String, String> broken = Map.of(
                "syntax", NewEffect.text("syntax").replace("- route:", "- route: [{"),
                "component", NewEffect.text("component").replace("direct:ask-model", "nosuch:thing"),
                "property", NewEffect.text("property").replace("postcard}}", "absent}}"),
                "eip", NewEffect.text("eip").replace("setVariable", "setVariabel"),
                "bean", NewEffect.text("bean").replace("result: image", "result: sculpture"),
                // there is a postcard already
                "twice", GOOD);
        for (Map.Entry<String, String> file : broken.entrySet()) {
            write(file.getKey(), file.getValue());
        }

        try (LonePixPro pixpro = new LonePixPro(
                Map.of("pixpro.effects.folder", folder.toString(), "pixpro.models.postcard", "vignette"))) {
            PixProClient ada = PixProClient.of(pixpro.url(), "ada");

            List<String> effects = ada.get("/api/effects").body().findValuesAsText("id");
            assertThat(effects)
                    .contains("postcard", "enhance", "describe")
                    .doesNotContain("syntax", "component", "property", "eip", "bean")
                    .doesNotHaveDuplicates();

            byte[] photo = GoodImages.jpeg(320, 240);
            BufferedImage before = ImageIO.read(new ByteArrayInputStream(photo));
            BufferedImage after = resultOf(ada, "postcard", photo);
            assertThat(brightness(after, 2, 2)).isLessThan(brightness(before, 2, 2) * 0.7);
            assertThat(brightness(after, 160, 120))
                    .isBetween(brightness(before, 160, 120) * 0.9, brightness(before, 160, 120) * 1.1);
            assertThat(resultOf(ada, "enhance", photo).getWidth()).isEqualTo(320);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private static BufferedImage resultOf(PixProClient client, String effect, byte[] photo) throws Exception {
        PixProClient.Answer accepted = client.upload(Map.of("effect", effect), Map.of("photo.jpg", photo));
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        String id = accepted.body().at("/images/0/id").asText();
        await().atMost(2, MINUTES).until(() -> client.hasEnded(id));
        JsonNode image = client.get("/api/images/" + id).body();
        assertThat(image.path("status").asText()).as("%s", image).isEqualTo("processed");
        return ImageIO.read(new ByteArrayInputStream(
                client.download(image.at("/jobs/0/result/url").asText())));
    }

    private static double brightness(BufferedImage image, int x, int y) {
        int pixel = image.getRGB(x, y);
        return ((pixel >> 16 & 0xFF) + (pixel >> 8 & 0xFF) + (pixel & 0xFF)) / 3.0;
    }
}
