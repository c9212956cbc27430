package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects that change how a picture looks as a whole: what of it they keep, and what each is for. */
class DrawingEffectsTest {
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = RunningEngine.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    /** A dark square in the middle, its border at a known place on each side. */
    @ParameterizedTest
    @ValueSource(strings = {"sharpen", "black-and-white", "vignette", "sketch", "oil-painting"})
    void leavesEverythingWhereItIs(String model) throws Exception {
        BufferedImage after = process(model, square(), Map.of());
        assertThat(after.getWidth()).isEqualTo(300);
        assertThat(after.getHeight()).isEqualTo(240);
        for (int y = 90; y <= 150; y += 10) {
            assertThat(brightness(after, 94, y) - brightness(after, 106, y)).isGreaterThan(40);
            assertThat(brightness(after, 205, y) - brightness(after, 193, y)).isGreaterThan(40);
        }
    }

    @Test
    void sharpensEdgesWithoutHalos() throws Exception {
        BufferedImage soft = new BufferedImage(120, 80, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 120; x++) {
            int tone = (int) Math.round(60 + 120 / (1 + Math.exp(-(x - 60) / 1.5)));
            for (int y = 0; y < 80; y++) {
                soft.setRGB(x, y, tone * 0x010101);
            }
        }
        BufferedImage after = process("sharpen", soft, Map.of("strength", 1, "radius", 2));
        double slopeBefore = brightness(soft, 61, 40) - brightness(soft, 58, 40);
        assertThat(brightness(after, 61, 40) - brightness(after, 58, 40)).isGreaterThan(1.2 * slopeBefore);
        for (int x = 0; x < 120; x++) {
            assertThat(brightness(after, x, 40)).isBetween(60 - 12.0, 180 + 12.0);
        }
    }

    @Test
    void sharpensNoFlatNoise() throws Exception {
        BufferedImage flat = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = flat.createGraphics();
        graphics.setColor(new Color(120, 120, 120));
        graphics.fillRect(0, 0, 200, 200);
        graphics.dispose();
        BufferedImage noisy = EffectPictures.withNoise(flat, 5);
        double before = SamplePictures.difference(flat, noisy);
        double after = SamplePictures.difference(flat, process("sharpen", noisy, Map.of()));
        assertThat(after).isLessThan(1.25 * before);
    }

    @ParameterizedTest
    @CsvSource({"red,200,40,40,40,40,200", "blue,40,40,200,200,40,40", "green,40,160,40,160,40,160"})
    void brightensAFiltersOwnColourMost(String filter, int r1, int g1, int b1, int r2, int g2, int b2)
            throws Exception {
        BufferedImage halves = new BufferedImage(100, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = halves.createGraphics();
        graphics.setColor(new Color(r1, g1, b1));
        graphics.fillRect(0, 0, 50, 60);
        graphics.setColor(new Color(r2, g2, b2));
        graphics.fillRect(50, 0, 50, 60);
        graphics.dispose();
        BufferedImage after = process("black-and-white", halves, Map.of("filter", filter, "contrast", 0));
        assertThat(brightness(after, 20, 30)).isGreaterThan(brightness(after, 80, 30) + 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "rocket.jpg", "coffee.png", "chelsea.png"})
    void leavesNoColourInBlackAndWhite(String photo) throws Exception {
        BufferedImage after =
                SamplePictures.decode(engine.picture("black-and-white", SamplePictures.photo(photo), Map.of()));
        for (int y = 0; y < after.getHeight(); y += 7) {
            for (int x = 0; x < after.getWidth(); x += 7) {
                Color colour = new Color(after.getRGB(x, y));
                assertThat(colour.getRed())
                        .isCloseTo(colour.getBlue(), within(1))
                        .isCloseTo(colour.getGreen(), within(1));
            }
        }
    }

    @Test
    void darkensCornersAndNotTheMiddle() throws Exception {
        BufferedImage grey = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = grey.createGraphics();
        graphics.setColor(new Color(160, 160, 160));
        graphics.fillRect(0, 0, 300, 200);
        graphics.dispose();
        BufferedImage after = process("vignette", grey, Map.of());
        assertThat(brightness(after, 150, 100)).isEqualTo(160);
        assertThat(brightness(after, 110, 80)).isEqualTo(160);
        for (int[] corner : new int[][] {{1, 1}, {298, 1}, {1, 198}, {298, 198}}) {
            assertThat(brightness(after, corner[0], corner[1])).isBetween(70.0, 110.0);
        }
        BufferedImage none = process("vignette", grey, Map.of("strength", 0));
        assertThat(SamplePictures.difference(grey, none)).isZero();
    }

    @Test
    void drawsOnPaperUnlessColourIsAskedFor() throws Exception {
        byte[] file = SamplePictures.photo("coffee.png");
        double[] pencil = SamplePictures.mean(SamplePictures.decode(engine.picture("sketch", file, Map.of())));
        double[] coloured =
                SamplePictures.mean(SamplePictures.decode(engine.picture("sketch", file, Map.of("colour", 1))));
        assertThat(pencil[0]).isCloseTo(pencil[2], within(0.1)).isGreaterThan(130);
        assertThat(coloured[0]).isGreaterThan(coloured[2] + 30);
    }

    private static BufferedImage process(String model, BufferedImage before, Map<String, Object> options)
            throws Exception {
        return SamplePictures.decode(engine.picture(model, SamplePictures.encode(before, "png"), options));
    }

    private static BufferedImage square() {
        BufferedImage image = new BufferedImage(300, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(200, 200, 200));
        graphics.fillRect(0, 0, 300, 240);
        graphics.setColor(new Color(50, 50, 50));
        graphics.fillRect(100, 70, 100, 100);
        graphics.dispose();
        return image;
    }

    /** The mean of red, green and blue in a window of 5 pixels. */
    private static double brightness(BufferedImage image, int x, int y) {
        double sum = 0;
        int pixels = 0;
        for (int row = Math.max(0, y - 2); row <= Math.min(image.getHeight() - 1, y + 2); row++) {
            Color colour = new Color(image.getRGB(x, row));
            sum += (colour.getRed() + colour.getGreen() + colour.getBlue()) / 3.0;
            pixels++;
        }
        return sum / pixels;
    }
}
