package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that draws what another one has found. */
class DrawDetectionsTest {
    private static final String MODEL = "draw-detections";
    private static final String BOX = "{\"label\":\"%s\",\"x\":%s,\"y\":%s,\"width\":%s,\"height\":%s}";
    private static final byte[] GREY = grey(300, 200);
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = RunningEngine.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void drawsTheBoxWithItsLabelAboveAndNothingElse() throws Exception {
        BufferedImage after = draw(GREY, box("cup", 0.2, 0.4, 0.5, 0.4));
        // left, right, upper and lower edge
        assertThat(isBoxLine(after, 60, 120)).isTrue();
        assertThat(isBoxLine(after, 209, 120)).isTrue();
        assertThat(isBoxLine(after, 130, 80)).isTrue();
        assertThat(isBoxLine(after, 130, 159)).isTrue();
        assertThat(lightest(after, 60, 60, 40, 18)).isGreaterThan(200);
        assertThat(new Color(after.getRGB(62, 70))).isEqualTo(new Color(30, 30, 30));
        assertThat(after.getRGB(130, 120)).isEqualTo(after.getRGB(5, 5)).isEqualTo(0xFF808080);
    }

    @Test
    void answersWithTheSameDetections() throws Exception {
        String detections = list(box("mug, “blue”", 0.25, 0.5, 0.125, 0.75), box("", 0, 0, 1, 1));
        JsonNode answer = answer(GREY, detections);
        assertThat(answer.get("detections"))
                .isEqualTo(RunningEngine.json(detections).get("detections"));
        assertThat(answer.get("width").asInt()).isEqualTo(300);
        assertThat(answer.get("height").asInt()).isEqualTo(200);
    }

    @Test
    void leavesThePictureAsItIsWhenNothingWasFound() throws Exception {
        BufferedImage after = draw(GREY);
        assertThat(SamplePictures.difference(SamplePictures.decode(GREY), after))
                .isZero();
    }

    @Test
    void countsSharesInTheUprightPicture() throws Exception {
        byte[] file = SamplePictures.withOrientation(
                SamplePictures.encode(SamplePictures.decode(GREY), "jpg"), /* turned by 90 degrees */ 6);
        BufferedImage after = draw(file, box("", 0, 0, 1, 0.5));
        assertThat(after.getHeight()).isEqualTo(300);
        assertThat(isBoxLine(after, 100, 149)).isTrue();
        assertThat(isBoxLine(after, 100, 298)).isFalse();
    }

    @Test
    void cutsOffWhatSticksOutOfThePicture() throws Exception {
        BufferedImage after = draw(GREY, box("", 0.5, 0.5, 0.9, 1));
        assertThat(isBoxLine(after, 299, 150)).isTrue();
        assertThat(isBoxLine(after, 200, 199)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.98,0.5,0.02,0.1", "0,0,0.5,0.5", "0.3,0.99,0.4,0.01", "1,1,1,1", "0,0,0,0"})
    void keepsTheLabelWithinThePicture(double x, double y, double width, double height) throws Exception {
        BufferedImage after = draw(GREY, box("elephant", x, y, width, height));
        assertThat(lightest(after, 0, 0, 300, 200)).isGreaterThan(200);
    }

    @Test
    void cutsALabelThatIsWiderThanThePictureInsteadOfShrinkingIt() throws Exception {
        BufferedImage after = draw(GREY, box("W".repeat(100), 0, 0.5, 1, 0.5));
        // as high as the letters of a short label
        assertThat(heightOfLetters(after)).isEqualTo(heightOfLetters(draw(GREY, box("W", 0, 0.5, 1, 0.5))));
    }

    @Test
    void writesWhatTheFontHasAndElseTheNumberInTheList() throws Exception {
        assertThat(SamplePictures.difference(
                        draw(GREY, box("Größe ñ Ж", 0, 0.5, 1, 0.5)), draw(GREY, box("Grosse n X", 0, 0.5, 1, 0.5))))
                .isPositive();
        assertThat(SamplePictures.difference(
                        draw(GREY, box("a\uE5FF", 0, 0.5, 1, 0.5)), draw(GREY, box("1", 0, 0.5, 1, 0.5))))
                .isZero();
        assertThat(SamplePictures.difference(
                        draw(GREY, box("\\uD83D", 0, 0.5, 1, 0.5)), draw(GREY, box("1", 0, 0.5, 1, 0.5))))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,40", "40,1", "9,9"})
    void drawsOnTheSmallestPictures(int width, int height) throws Exception {
        BufferedImage after = draw(grey(width, height), box("cup", 0.1, 0.1, 0.5, 0.5));
        assertThat(after.getWidth()).isEqualTo(width);
        assertThat(after.getHeight()).isEqualTo(height);
    }

    @Test
    void drawsAHundredBoxes() throws Exception {
        String[] boxes = new String[100];
        java.util.Arrays.fill(boxes, box("W".repeat(100), 0, 0, 1, 1));
        assertThat(draw(GREY, boxes).getWidth()).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|array \"detections\"",
                "no|is no JSON",
                "{\"detections\":[]} x|is no JSON",
                "[]|array \"detections\"",
                "{}|array \"detections\"",
                "{\"detections\":{}}|array \"detections\"",
                "{\"detections\":[1]}|detection 1, whose label must be a text",
                "{\"detections\":[{\"label\":\"a\"}]}|detection 1, whose x must be a number from 0 to 1",
            })
    void saysWhatIsWrongWithDetections(String text, String sentence) throws Exception {
        refused(text, sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.01", "1e999", "-1e999", "\"0.5\"", "null", "true"})
    void refusesASideThatIsNoShare(String share) throws Exception {
        for (String side : new String[] {"x", "y", "width", "height"}) {
            String box = box("cup", 0.5, 0.5, 0.5, 0.5)
                    .replace("\"%s\":0.5".formatted(side), "\"%s\":%s".formatted(side, share));
            refused(list(box), "detection 1, whose " + side + " must be a number from 0 to 1");
        }
    }

    @Test
    void refusesNumbersThatJsonDoesNotHave() throws Exception {
        refused("{\"detections\":[{\"label\":\"a\",\"x\":NaN}]}", "is no JSON");
    }

    @Test
    void refusesLabelsThatAreTooLongOrControlSomething() throws Exception {
        refused(list(box("x".repeat(101), 0, 0, 1, 1)), "label must be a text of at most 100 characters");
        refused(list(box("a\\u001Bb", 0, 0, 1, 1)), "label must have no control characters");
        refused(list(box("a\\nb", 0, 0, 1, 1)), "label must have no control characters");
    }

    @Test
    void refusesTenThousandBoxesAndTextsWithoutEnd() throws Exception {
        String box = box("a", 0, 0, 1, 1);
        refused(
                list(java.util.Collections.nCopies(101, box).toArray(String[]::new)),
                "at most 100 detections, not 101");
        refused(list(java.util.Collections.nCopies(10_000, box).toArray(String[]::new)), "at most 200000 characters");
        refused("[".repeat(5000), "is no JSON");
    }

    @Test
    void asksForDetectionsThatAreMissing() throws Exception {
        var response = engine.generate(MODEL, GREY, Map.of());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("is required");
        var card = engine.post("/api/show", "{\"model\":\"%s\"}".formatted(MODEL));
        assertThat(card.statusCode()).isEqualTo(200);
    }

    private static void refused(String detections, String sentence) throws Exception {
        var response = engine.generate(MODEL, GREY, Map.of("detections", detections));
        assertThat(response.statusCode()).as(detections).isEqualTo(400);
        assertThat(RunningEngine.json(response).get("error").asText())
                .startsWith("option \"detections\" ")
                .contains(sentence)
                .hasSizeLessThan(300);
    }

    private static JsonNode answer(byte[] file, String detections) throws Exception {
        var response = RunningEngine.json(engine.generate(MODEL, file, Map.of("detections", detections)));
        return RunningEngine.json(response.get("response").asText());
    }

    private static BufferedImage draw(byte[] file, String... boxes) throws Exception {
        var response = RunningEngine.json(engine.generate(MODEL, file, Map.of("detections", list(boxes))));
        return SamplePictures.decode(
                Base64.getDecoder().decode(response.get("image").asText()));
    }

    private static String list(String... boxes) {
        return "{\"detections\":[%s]}".formatted(String.join(",", boxes));
    }

    private static String box(String label, double x, double y, double width, double height) {
        return BOX.formatted(label, x, y, width, height);
    }

    private static byte[] grey(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0x808080);
            }
        }
        return SamplePictures.encode(image, "png");
    }

    private static boolean isBoxLine(BufferedImage image, int x, int y) {
        Color colour = new Color(image.getRGB(x, y));
        return colour.getGreen() > 150 && colour.getGreen() > colour.getRed() + 40;
    }

    /** The least of red, green and blue of the whitest pixel in a part of a picture. */
    private static int lightest(BufferedImage image, int x, int y, int width, int height) {
        int lightest = 0;
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                Color colour = new Color(image.getRGB(column, row));
                int least = Math.min(colour.getRed(), Math.min(colour.getGreen(), colour.getBlue()));
                lightest = Math.max(lightest, least);
            }
        }
        return lightest;
    }

    private static int heightOfLetters(BufferedImage image) {
        int rows = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            rows += lightest(image, 0, y, image.getWidth(), 1) > 180 ? 1 : 0;
        }
        return rows;
    }
}
