package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the effects do to photographs. */
class EffectsTest {
    private static final List<String> GREY_STAYS_GREY = List.of(
            "enhance",
            "denoise",
            "cartoon",
            "upscale",
            "sharpen",
            "black-and-white",
            "vignette",
            "sketch",
            "oil-painting",
            "straighten",
            "watermark");
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = RunningEngine.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "enhance,astronaut.png,14",
        "enhance,coffee.png,14",
        "enhance,chelsea.png,14",
        "enhance,rocket.jpg,17",
        "denoise,astronaut.png,1",
        "denoise,coffee.png,1",
        "denoise,chelsea.png,1",
        "denoise,rocket.jpg,1",
        "cartoon,astronaut.png,14",
        "cartoon,coffee.png,14",
        "cartoon,chelsea.png,14",
        "cartoon,rocket.jpg,14",
        "sharpen,astronaut.png,1",
        "sharpen,coffee.png,1",
        "sharpen,chelsea.png,1",
        "sharpen,rocket.jpg,1",
        "vignette,astronaut.png,25",
        "vignette,coffee.png,25",
        "vignette,chelsea.png,25",
        "vignette,rocket.jpg,25",
        "oil-painting,astronaut.png,9",
        "oil-painting,coffee.png,9",
        "oil-painting,chelsea.png,9",
        "oil-painting,rocket.jpg,9"
    })
    void changesThePictureButKeepsItsSizeAndMeanColour(String model, String photo, double bound) throws Exception {
        byte[] file = SamplePictures.photo(photo);
        BufferedImage before = SamplePictures.decode(file);
        BufferedImage after = SamplePictures.decode(engine.picture(model, file, Map.of()));
        assertThat(after.getWidth()).isEqualTo(before.getWidth());
        assertThat(after.getHeight()).isEqualTo(before.getHeight());
        assertThat(SamplePictures.difference(before, after)).isGreaterThan(0.5);
        double[] meanBefore = SamplePictures.mean(before);
        double[] meanAfter = SamplePictures.mean(after);
        assertThat(meanAfter).containsExactly(meanBefore, within(bound));
    }

    @Test
    void castsNoColourOnGrey() throws Exception {
        BufferedImage grey = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                grey.setRGB(x, y, (40 + x) * 0x010101);
            }
        }
        byte[] file = SamplePictures.encode(grey, "png");
        for (String model : GREY_STAYS_GREY) {
            double[] mean = SamplePictures.mean(SamplePictures.decode(engine.picture(model, file, Map.of())));
            assertThat(mean[0]).as(model).isCloseTo(mean[1], within(0.5)).isCloseTo(mean[2], within(0.5));
        }
    }

    @Test
    void enhancesMoreWithMoreStrengthAndNothingWithNone() throws Exception {
        byte[] file = SamplePictures.photo("chelsea.png");
        BufferedImage before = SamplePictures.decode(file);
        double none = SamplePictures.difference(
                before, SamplePictures.decode(engine.picture("enhance", file, Map.of("strength", 0))));
        double some = SamplePictures.difference(
                before, SamplePictures.decode(engine.picture("enhance", file, Map.of("strength", 0.5))));
        double all = SamplePictures.difference(
                before, SamplePictures.decode(engine.picture("enhance", file, Map.of("strength", 1))));
        assertThat(none).isLessThan(0.6);
        assertThat(some).isGreaterThan(none + 2);
        assertThat(all).isGreaterThan(some + 2);
    }

    @Test
    void takesNoiseAwayWithoutTakingThePicture() throws Exception {
        BufferedImage clean = SamplePictures.decode(SamplePictures.photo("astronaut.png"));
        BufferedImage noisy = EffectPictures.withNoise(clean, 14);
        byte[] file = SamplePictures.encode(noisy, "png");
        BufferedImage result = SamplePictures.decode(engine.picture("denoise", file, Map.of("strength", 0.5)));
        assertThat(squareError(clean, result)).isLessThan(squareError(clean, noisy) / 2.5);
    }

    @Test
    void upscalesBetterThanPlainInterpolation() throws Exception {
        BufferedImage original = SamplePictures.decode(SamplePictures.photo("astronaut.png"));
        BufferedImage half = scaled(original, 256, 256);
        BufferedImage result = SamplePictures.decode(
                engine.picture("upscale", SamplePictures.encode(half, "png"), Map.of("factor", 2)));
        assertThat(result.getWidth()).isEqualTo(512);
        assertThat(squareError(original, result)).isLessThan(squareError(original, scaled(half, 512, 512)));
    }

    @Test
    void findsExactlyTheAstronautsFace() throws Exception {
        JsonNode found = detections("astronaut.png");
        assertThat(found.get("width").asInt()).isEqualTo(512);
        assertThat(found.get("detections")).hasSize(1);
        JsonNode face = found.get("detections").get(0);
        assertThat(face.get("label").asText()).isEqualTo("face");
        assertThat(face.get("confidence").asDouble()).isBetween(0.7, 1.0);
        JsonNode box = face.get("box");
        // eyes at about (203,100) and (247,103), mouth at (225,145)
        assertThat(box.get("x").asInt()).isBetween(160, 195);
        assertThat(box.get("y").asInt()).isBetween(45, 85);
        assertThat(box.get("x").asInt() + box.get("width").asInt()).isBetween(255, 300);
        assertThat(box.get("y").asInt() + box.get("height").asInt()).isBetween(145, 190);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee.png", "chelsea.png", "rocket.jpg"})
    void findsNoFaceWhereThereIsNone(String photo) throws Exception {
        assertThat(detections(photo).get("detections")).isEmpty();
    }

    private static JsonNode detections(String photo) throws IOException, InterruptedException {
        var response = engine.generate("detect-faces", SamplePictures.photo(photo), Map.of());
        return RunningEngine.json(RunningEngine.json(response).get("response").asText());
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = result.createGraphics();
        graphics.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    private static double squareError(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    double d = (one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF);
                    sum += d * d;
                }
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }
}
