package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects that cut out, turn, or add something: what they touch, and what they leave alone. */
class CompositionEffectsTest {
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
    void keepsThePersonAndMakesWhatIsBehindTransparent() throws Exception {
        BufferedImage before = SamplePictures.decode(SamplePictures.photo("astronaut.png"));
        BufferedImage after = process("remove-background", before, Map.of());
        assertThat(after.getWidth()).isEqualTo(512);
        assertThat(after.getHeight()).isEqualTo(512);
        for (int[] inside : new int[][] {{225, 110}, {225, 60}, {100, 330}, {220, 400}, {170, 385}}) {
            assertThat(after.getRGB(inside[0], inside[1])).isEqualTo(before.getRGB(inside[0], inside[1]));
        }
        for (int[] outside : new int[][] {{3, 3}, {508, 3}, {508, 508}, {80, 60}, {340, 80}, {460, 280}}) {
            // the colour is gone, too, not only hidden
            assertThat(after.getRGB(outside[0], outside[1])).isZero();
        }
        assertThat(softPixels(after)).isBetween(400, 20_000);
    }

    @Test
    void cutsOutWhatIsInTheMiddleWhereThereIsNoFace() throws Exception {
        BufferedImage before = SamplePictures.decode(SamplePictures.photo("coffee.png"));
        BufferedImage after = process("remove-background", before, Map.of());
        for (int[] inside : new int[][] {{290, 150}, {290, 230}, {130, 270}, {220, 270}}) {
            assertThat(after.getRGB(inside[0], inside[1]) >>> 24).isEqualTo(255);
        }
        for (int[] corner : new int[][] {{3, 3}, {596, 3}, {3, 396}, {596, 396}}) {
            assertThat(after.getRGB(corner[0], corner[1])).isZero();
        }
    }

    @Test
    void answersAJpegWithAPngThatHasAlphaAndTheSameProfile() throws Exception {
        byte[] result = engine.picture("remove-background", SamplePictures.photo("rocket.jpg"), Map.of());
        String file = new String(result, StandardCharsets.ISO_8859_1);
        assertThat(file).startsWith("\u0089PNG").contains("iCCP");
        assertThat(SamplePictures.decode(result).getColorModel().hasAlpha()).isTrue();
    }

    @Test
    void cutsTheSameEveryTime() throws Exception {
        byte[] file = SamplePictures.photo("astronaut.png");
        assertThat(engine.picture("remove-background", file, Map.of()))
                .isEqualTo(engine.picture("remove-background", file, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-13.5, -7.3, -1.2, 0.8, 3, 11})
    void turnsATiltedPictureBackAndLeavesNoEmptyCorner(double degrees) throws Exception {
        BufferedImage level = process("straighten", SamplePictures.facade(degrees), Map.of());
        double rise = roof(level, level.getWidth() * 9 / 10) - roof(level, level.getWidth() / 10);
        assertThat(Math.toDegrees(Math.atan(rise / (0.8 * level.getWidth())))).isCloseTo(0, within(0.5));
        assertThat(level.getWidth()).isBetween(500, 798);
        for (int[] corner : new int[][] {{0, 0}, {level.getWidth() - 1, 0}}) {
            assertThat(new Color(level.getRGB(corner[0], corner[1])).getBlue()).isGreaterThan(200);
        }
    }

    /** Towers that lean towards each other, as they do from below. */
    @Test
    void straightensAPhotoWhoseUprightLinesConverge() throws Exception {
        BufferedImage photo = SamplePictures.decode(SamplePictures.photo("rocket.jpg"));
        BufferedImage level = process("straighten", ContactSheet.tilted(photo), Map.of());
        // what is left of 512 x 341 pixels after a turn by 5 degrees, give or take half a degree
        assertThat(level.getWidth()).isBetween(485, 491);
        assertThat(level.getHeight()).isBetween(297, 305);
        assertThat(process("straighten", level, Map.of()).getWidth()).isEqualTo(level.getWidth());
    }

    @Test
    void turnsNoFurtherThanAsked() throws Exception {
        BufferedImage before = SamplePictures.facade(8);
        assertThat(SamplePictures.difference(before, process("straighten", before, Map.of("maxAngle", 5))))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg"})
    void leavesAPictureAloneWhenNothingIsCertain(String photo) throws Exception {
        BufferedImage before = SamplePictures.decode(SamplePictures.photo(photo));
        BufferedImage after = process("straighten", before, Map.of());
        assertThat(after.getWidth()).isEqualTo(before.getWidth());
        assertThat(SamplePictures.difference(before, after)).isZero();
    }

    @Test
    void turnsAlphaWithTheColours() throws Exception {
        BufferedImage opaque = SamplePictures.facade(4);
        BufferedImage before = new BufferedImage(800, 600, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = before.createGraphics();
        graphics.drawImage(opaque, 0, 0, null);
        graphics.dispose();
        for (int x = 0; x < 400; x++) {
            for (int y = 0; y < 600; y++) {
                before.setRGB(x, y, before.getRGB(x, y) & 0x80FFFFFF);
            }
        }
        BufferedImage after = process("straighten", before, Map.of());
        assertThat(after.getWidth()).isLessThan(800);
        assertThat(after.getRGB(20, after.getHeight() / 2) >>> 24).isEqualTo(128);
        assertThat(after.getRGB(after.getWidth() - 20, after.getHeight() / 2) >>> 24)
                .isEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource({
        "top-left,0,0",
        "top,1,0",
        "top-right,2,0",
        "centre,1,1",
        "bottom-left,0,2",
        "bottom,1,2",
        "bottom-right,2,2"
    })
    void writesWhereItIsAskedToAndNowhereElse(String position, int column, int row) throws Exception {
        BufferedImage before = grey();
        BufferedImage after = process("watermark", before, Map.of("position", position, "text", "Ab", "size", 0.1));
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                double change = SamplePictures.difference(
                        before.getSubimage(200 * x, 150 * y, 200, 150), after.getSubimage(200 * x, 150 * y, 200, 150));
                if (x == column && y == row) {
                    assertThat(change).isGreaterThan(1);
                } else {
                    assertThat(change).isZero();
                }
            }
        }
    }

    @Test
    void writesAllOverThePictureWhenTiled() throws Exception {
        BufferedImage before = grey();
        BufferedImage after = process("watermark", before, Map.of("position", "tiled"));
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                assertThat(SamplePictures.difference(
                                before.getSubimage(200 * x, 150 * y, 200, 150),
                                after.getSubimage(200 * x, 150 * y, 200, 150)))
                        .isGreaterThan(0.5);
            }
        }
    }

    @Test
    void writesMoreClearlyWithMoreOpacity() throws Exception {
        BufferedImage before = grey();
        double faint = SamplePictures.difference(before, process("watermark", before, Map.of("opacity", 0.1)));
        double clear = SamplePictures.difference(before, process("watermark", before, Map.of("opacity", 1)));
        assertThat(clear).isGreaterThan(5 * faint);
    }

    @Test
    void makesALongTextFitThePicture() throws Exception {
        BufferedImage before = grey();
        Map<String, Object> options = Map.of("text", "W".repeat(80), "size", 0.3, "position", "centre");
        BufferedImage after = process("watermark", before, options);
        BufferedImage left = after.getSubimage(0, 0, 8, 450);
        assertThat(SamplePictures.difference(before.getSubimage(0, 0, 8, 450), left))
                .isZero();
        assertThat(SamplePictures.difference(before, after)).isGreaterThan(0.2);
    }

    private static BufferedImage process(String model, BufferedImage before, Map<String, Object> options)
            throws Exception {
        return SamplePictures.decode(engine.picture(model, SamplePictures.encode(before, "png"), options));
    }

    private static int softPixels(BufferedImage image) {
        int soft = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int alpha = image.getRGB(x, y) >>> 24;
                soft += alpha > 0 && alpha < 255 ? 1 : 0;
            }
        }
        return soft;
    }

    private static BufferedImage grey() {
        BufferedImage image = new BufferedImage(600, 450, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(128, 128, 128));
        graphics.fillRect(0, 0, 600, 450);
        graphics.dispose();
        return image;
    }

    /** The first row of a column that is the house. */
    private static int roof(BufferedImage image, int x) {
        int y = 0;
        while (new Color(image.getRGB(x, y)).getBlue() > 150) {
            y++;
        }
        return y;
    }
}
