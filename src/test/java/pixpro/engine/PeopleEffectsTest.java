package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects that look for people. */
class PeopleEffectsTest {
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
    @ValueSource(strings = {"blur", "pixels"})
    void makesTheFaceUnrecognisableAndChangesNothingElse(String style) throws Exception {
        byte[] file = SamplePictures.photo("astronaut.png");
        BufferedImage before = SamplePictures.decode(file);
        JsonNode answer = RunningEngine.json(engine.generate("blur-faces", file, Map.of("style", style)));
        BufferedImage after = SamplePictures.decode(
                Base64.getDecoder().decode(answer.get("image").asText()));
        JsonNode found = RunningEngine.json(answer.get("response").asText()).get("detections");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).at("/box/x").asInt()).isBetween(160, 195);

        BufferedImage faceBefore = before.getSubimage(190, 85, 70, 75);
        BufferedImage faceAfter = after.getSubimage(190, 85, 70, 75);
        assertThat(SamplePictures.difference(faceBefore, faceAfter)).isGreaterThan(14);
        assertThat(detail(faceAfter)).isLessThan(detail(faceBefore) / 4);
        assertThat(RunningEngine.json(engine.generate("detect-faces", encoded(after), Map.of("confidence", 0)))
                        .get("response")
                        .asText())
                .doesNotContain("\"face\"");
        for (int y = 0; y < 512; y++) {
            for (int x = 0; x < 512; x++) {
                if (x < 140 || x > 310 || y < 15 || y > 215) {
                    assertThat(after.getRGB(x, y)).isEqualTo(before.getRGB(x, y));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee.png", "chelsea.png"})
    void changesNothingWhereThereIsNoFace(String photo) throws Exception {
        byte[] file = SamplePictures.photo(photo);
        BufferedImage after = SamplePictures.decode(engine.picture("blur-faces", file, Map.of()));
        assertThat(SamplePictures.difference(SamplePictures.decode(file), after))
                .isZero();
    }

    @Test
    void findsAPersonWhoStands() throws Exception {
        JsonNode found = people(encoded(SamplePictures.street(true)), Map.of());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("label").asText()).isEqualTo("person");
        JsonNode box = found.get(0).get("box");
        assertThat(box.get("x").asInt() + box.get("width").asInt() / 2).isCloseTo(400, within(25));
        assertThat(box.get("y").asInt() + box.get("height").asInt() / 2).isCloseTo(290, within(40));
        assertThat(box.get("height").asInt()).isBetween(220, 360);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee.png", "chelsea.png", "rocket.jpg"})
    void findsNobodyWhereNobodyIs(String photo) throws Exception {
        assertThat(people(SamplePictures.photo(photo), Map.of())).isEmpty();
    }

    @Test
    void findsNobodyOnAnEmptyStreet() throws Exception {
        assertThat(people(encoded(SamplePictures.street(false)), Map.of())).isEmpty();
    }

    private static JsonNode people(byte[] file, Map<String, Object> options) throws Exception {
        JsonNode answer = RunningEngine.json(engine.generate("detect-people", file, options));
        return RunningEngine.json(answer.get("response").asText()).get("detections");
    }

    private static byte[] encoded(BufferedImage image) {
        return SamplePictures.encode(image, "png");
    }

    /** The mean step from one pixel to the next, over a distance at which a face has its features. */
    private static double detail(BufferedImage image) {
        double sum = 0;
        int steps = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 1; x < image.getWidth(); x++) {
                Color one = new Color(image.getRGB(x - 1, y));
                Color other = new Color(image.getRGB(x, y));
                sum += Math.abs(one.getGreen() - other.getGreen());
                steps++;
            }
        }
        return sum / steps;
    }
}
