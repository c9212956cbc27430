package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a file besides the effect: its format, its transparency, its orientation, its depth. */
class FormatsTest {
    private static final List<String> MODELS_THAT_KEEP_SIZE = List.of(
            "enhance",
            "denoise",
            "cartoon",
            "detect-faces",
            "sharpen",
            "black-and-white",
            "vignette",
            "sketch",
            "oil-painting",
            "blur-faces",
            "detect-people",
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
    @CsvSource({"jpg,jpg", "png,png", "gif,png", "bmp,png", "tiff,png"})
    void answersInTheSameFamilyOrPng(String given, String expected) throws Exception {
        byte[] file = SamplePictures.encode(SamplePictures.drawing(90, 60, BufferedImage.TYPE_3BYTE_BGR), given);
        byte[] result = engine.picture("enhance", file, Map.of());
        assertThat(format(result)).isEqualTo(expected);
        assertThat(SamplePictures.decode(result).getWidth()).isEqualTo(90);
    }

    @ParameterizedTest
    @FieldSource("MODELS_THAT_KEEP_SIZE")
    void keepsEveryValueOfAlphaInPng(String model) throws Exception {
        BufferedImage before = SamplePictures.withAlpha(256, 90);
        BufferedImage after =
                SamplePictures.decode(engine.picture(model, SamplePictures.encode(before, "png"), Map.of()));
        assertThat(after.getAlphaRaster().getSamples(0, 0, 256, 90, 0, (int[]) null))
                .isEqualTo(before.getAlphaRaster().getSamples(0, 0, 256, 90, 0, (int[]) null));
    }

    @Test
    void keepsEveryValueOfAlphaInWebp() throws Exception {
        try (BytePointer pixels = new BytePointer(SamplePictures.encode(SamplePictures.withAlpha(256, 90), "png"));
                Mat png = new Mat(1, (int) pixels.capacity(), opencv_core.CV_8UC1, pixels);
                Mat before = opencv_imgcodecs.imdecode(png, opencv_imgcodecs.IMREAD_UNCHANGED)) {
            byte[] file = encode(before, ".webp");
            byte[] result = engine.picture("enhance", file, Map.of());
            assertThat(format(result)).isEqualTo("webp");
            try (Mat after = decode(result)) {
                assertThat(alpha(after)).isEqualTo(alpha(before));
            }
        }
    }

    @Test
    void scalesAlphaWithTheColours() throws Exception {
        byte[] file = SamplePictures.encode(SamplePictures.withAlpha(60, 40), "png");
        BufferedImage result = SamplePictures.decode(engine.picture("upscale", file, Map.of("factor", 3)));
        assertThat(result.getWidth()).isEqualTo(180);
        assertThat(result.getHeight()).isEqualTo(120);
        assertThat(result.getColorModel().hasAlpha()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsThePictureUprightAndForgetsTheOrientation(int orientation) throws Exception {
        BufferedImage upright = SamplePictures.drawing(160, 96, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage stored = asStored(upright, orientation);
        byte[] file = SamplePictures.withOrientation(SamplePictures.encode(stored, "jpg"), orientation);
        byte[] result = engine.picture("denoise", file, Map.of("strength", 0));
        assertThat(new String(result, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
        BufferedImage picture = SamplePictures.decode(result);
        assertThat(picture.getWidth()).isEqualTo(160);
        assertThat(picture.getHeight()).isEqualTo(96);
        assertThat(SamplePictures.difference(upright, picture)).isLessThan(5);
    }

    @Test
    void keepsTheColourProfile() throws Exception {
        byte[] given = SamplePictures.photo("rocket.jpg");
        byte[] result = engine.picture("enhance", given, Map.of());
        int length = 560;
        assertThat(new String(given, StandardCharsets.ISO_8859_1)).contains(profile(result, length));
    }

    private static String profile(byte[] jpeg, int length) {
        String file = new String(jpeg, StandardCharsets.ISO_8859_1);
        int start = file.indexOf("ICC_PROFILE");
        assertThat(start).isPositive();
        return file.substring(start, start + 14 + length);
    }

    @Test
    void keepsSixteenBits() throws Exception {
        try (Mat deep = new Mat(40, 60, opencv_core.CV_16UC4, new Scalar(20_000, 30_000, 40_000, 33_333))) {
            byte[] result = engine.picture("enhance", encode(deep, ".png"), Map.of("strength", 0));
            try (Mat after = decode(result)) {
                assertThat(after.depth()).isEqualTo(opencv_core.CV_16U);
                assertThat(after.channels()).isEqualTo(4);
                var values = after.createIndexer(true);
                assertThat(values.getDouble(20, 30, 3)).isEqualTo(33_333);
                assertThat(values.getDouble(20, 30, 0)).isCloseTo(20_000, within(260.0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,40", "40,1", "3,2"})
    void worksOnTheSmallestPictures(int width, int height) throws Exception {
        byte[] file = SamplePictures.encode(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png");
        for (String model : MODELS_THAT_KEEP_SIZE) {
            BufferedImage result = SamplePictures.decode(engine.picture(model, file, Map.of()));
            assertThat(result.getWidth()).as(model).isEqualTo(width);
            assertThat(result.getHeight()).as(model).isEqualTo(height);
        }
        assertThat(SamplePictures.decode(engine.picture("upscale", file, Map.of()))
                        .getWidth())
                .isEqualTo(2 * width);
    }

    private static String format(byte[] file) {
        String start = new String(file, 0, 12, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00FF\u00D8")) {
            return "jpg";
        }
        return start.endsWith("WEBP") ? "webp" : start.substring(1, 4).toLowerCase(java.util.Locale.ROOT);
    }

    /** Stores an upright picture so that the orientation brings it back. */
    private static BufferedImage asStored(BufferedImage upright, int orientation) {
        int width = upright.getWidth();
        int height = upright.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage stored =
                new BufferedImage(turned ? height : width, turned ? width : height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int below = height - 1 - y;
                int[] at =
                        switch (orientation) {
                            case 2 -> new int[] {right, y};
                            case 3 -> new int[] {right, below};
                            case 4 -> new int[] {x, below};
                            case 5 -> new int[] {y, x};
                            case 6 -> new int[] {y, right};
                            case 7 -> new int[] {below, right};
                            case 8 -> new int[] {below, x};
                            default -> new int[] {x, y};
                        };
                stored.setRGB(at[0], at[1], upright.getRGB(x, y));
            }
        }
        return stored;
    }

    private static byte[] encode(Mat picture, String extension) {
        try (BytePointer file = new BytePointer()) {
            opencv_imgcodecs.imencode(extension, picture, file);
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    private static Mat decode(byte[] file) {
        try (BytePointer bytes = new BytePointer(file);
                Mat buffer = new Mat(1, file.length, opencv_core.CV_8UC1, bytes)) {
            return opencv_imgcodecs.imdecode(buffer, opencv_imgcodecs.IMREAD_UNCHANGED);
        }
    }

    private static byte[] alpha(Mat picture) {
        try (Mat alpha = new Mat()) {
            opencv_core.extractChannel(picture, alpha, 3);
            byte[] values = new byte[alpha.rows() * alpha.cols()];
            alpha.data().get(values);
            return values;
        }
    }
}
