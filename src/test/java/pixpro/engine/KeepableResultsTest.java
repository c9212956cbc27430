package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.PngChunks;
import pixpro.engine.photo.OpenCv;

/** Every effect on files as cameras write them: what comes back is a picture to keep, and tells nothing of its owner. */
class KeepableResultsTest {
    private static final List<String> FORMATS = List.of("jpg", "png", "webp", "tiff");
    private static final Map<String, Object> NOTHING_DETECTED = Map.of("detections", "{\"detections\":[]}");

    /** What a result may be made of: pixels, their size, their coding and their profile. */
    private static final List<String> HARMLESS = List.of(
            "E0", "E2", "DB", "C0", "C4", "DA", "IHDR", "iCCP", "IDAT", "IEND", "VP8X", "ICCP", "ALPH", "VP8 ", "VP8L");

    private static RunningEngine engine;
    private static List<String> models;
    private static Mat opaque;
    private static Mat transparent;

    @BeforeAll
    static void start() throws Exception {
        OpenCv.load();
        engine = RunningEngine.start();
        models = RunningEngine.json(engine.get("/api/tags")).get("models").findValuesAsText("name");
        // to be looked at, not to be kept: see ThumbnailsTest
        models.remove("thumbnails");
        opaque = new Mat();
        try (Mat photo = decode(SamplePictures.photo("coffee.png"));
                Size small = new Size(150, 100)) {
            opencv_imgproc.resize(photo, opaque, small, 0, 0, opencv_imgproc.INTER_AREA);
        }
        transparent = visible(decode(SamplePictures.encode(SamplePictures.withAlpha(150, 100), "png")));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    static Stream<Arguments> everyEffectAndFormat() throws IOException, InterruptedException {
        return models.stream().flatMap(model -> FORMATS.stream().map(format -> Arguments.of(model, format)));
    }

    @ParameterizedTest
    @MethodSource("everyEffectAndFormat")
    void comesBackUprightInItsColoursAndWithoutAWordAboutItsOwner(String model, String format) throws Exception {
        byte[] given = TaggedFiles.of(format, stored(opaque, 6), 6);
        assertThat(text(given)).contains(TaggedFiles.SECRET);

        byte[] result = engine.picture(model, given, NOTHING_DETECTED);

        ResultFile file = ResultFile.read(result);
        boolean cutOut = model.equals("remove-background");
        assertThat(file.format()).isEqualTo(format.equals("tiff") || cutOut && format.equals("jpg") ? "png" : format);
        assertThat(text(result)).doesNotContain(TaggedFiles.SECRET);
        assertThat(HARMLESS).containsAll(file.parts());
        assertThat(file.hasProfile(TaggedFiles.PROFILE)).isTrue();
        byte[] plain = format.equals("jpg") ? upright(TaggedFiles.encode(stored(opaque, 6), ".jpg")) : png(opaque);
        try (Mat after = decode(result);
                Mat expected = decode(engine.picture(model, plain, NOTHING_DETECTED))) {
            boolean lossy = file.format().equals("jpg") || file.format().equals("webp") && !cutOut;
            assertThat(difference(onWhite(expected), onWhite(after))).isLessThanOrEqualTo(lossy ? 5 : 0);
        }
    }

    @ParameterizedTest
    @MethodSource("everyEffectAndFormat")
    void staysTransparentWhereItWas(String model, String format) throws Exception {
        if (format.equals("jpg") || model.equals("remove-background")) {
            // has no transparency; has one of its own
            return;
        }
        byte[] result = engine.picture(model, TaggedFiles.of(format, transparent, 1), NOTHING_DETECTED);
        try (Mat after = decode(result);
                Mat expected = decode(engine.picture(model, png(transparent), NOTHING_DETECTED))) {
            assertThat(after.channels()).isEqualTo(4);
            // libtiff hands out colours multiplied by alpha, which rounds them
            assertThat(difference(onWhite(expected), onWhite(after)))
                    .isLessThanOrEqualTo(format.equals("tiff") ? 4 : 0);
            if (!model.equals("upscale")) {
                assertThat(difference(channel(transparent, 3), channel(after, 3)))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "webp", "tiff"})
    void isUprightHoweverTheCameraWasHeld(String format) throws Exception {
        for (int orientation = 1; orientation <= 8; orientation++) {
            for (Mat picture : List.of(opaque, transparent)) {
                byte[] given = TaggedFiles.of(format, stored(picture, orientation), orientation);
                byte[] result = engine.picture("vignette", given, Map.of("strength", 0, "quality", 100));
                try (Mat after = decode(result)) {
                    assertThat(difference(onWhite(picture), onWhite(after)))
                            .as("orientation %d, %d channels", orientation, picture.channels())
                            .isLessThan(4);
                }
            }
        }
    }

    @Test
    void keepsSixteenBitsUprightAndTaggedInTiff() throws Exception {
        try (Mat deep = new Mat()) {
            opaque.convertTo(deep, opencv_core.CV_16U, 257, 0);
            for (int orientation = 1; orientation <= 8; orientation++) {
                byte[] given = TaggedFiles.of("tiff", stored(deep, orientation), orientation);
                byte[] result = engine.picture("vignette", given, Map.of("strength", 0));
                assertThat(ResultFile.read(result).hasProfile(TaggedFiles.PROFILE))
                        .isTrue();
                try (Mat after = decode(result)) {
                    assertThat(after.depth()).isEqualTo(opencv_core.CV_16U);
                    assertThat(difference(deep, after))
                            .as("orientation " + orientation)
                            .isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,80,120,159", "2,40,60,80"})
    void showsTheColoursOfATiffWhetherMultipliedByAlphaOrNot(int kind, int blue, int green, int red) throws Exception {
        for (int scale : new int[] {1, 257}) {
            int type = scale == 1 ? opencv_core.CV_8UC4 : opencv_core.CV_16UC4;
            Scalar stored = new Scalar(40 * scale, 60 * scale, 80 * scale, 128 * scale);
            try (Mat flat = new Mat(8, 8, type, stored)) {
                byte[] result = engine.picture("vignette", TaggedFiles.tiff(flat, 1, kind), Map.of("strength", 0));
                try (Mat after = decode(result);
                        Mat expected = new Mat(
                                8, 8, type, new Scalar(blue * scale, green * scale, red * scale, 128 * scale))) {
                    assertThat(difference(expected, after)).isLessThan(2 * scale);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 65_519, 65_520, 150_000})
    void keepsAProfileOfAnySizeInAJpeg(int size) throws Exception {
        byte[] large = Arrays.copyOf(TaggedFiles.PROFILE, size);
        ByteBuffer.wrap(large).putInt(large.length);
        byte[] given = TaggedFiles.jpeg(TaggedFiles.encode(opaque, ".jpg"), 1, large);
        assertThat(ResultFile.read(engine.picture("enhance", given, Map.of())).hasProfile(large))
                .isTrue();
    }

    @Test
    void keepsTheTransparencyOfGreysAndPalettes() throws Exception {
        byte[] grey = new PngChunks()
                .header(2, 1, 4)
                .chunk("IDAT", TaggedFiles.deflated(new byte[] {0, 100, 30, (byte) 200, (byte) 255}))
                .end();
        byte[] palette = new PngChunks()
                .header(2, 1, 3)
                .chunk("PLTE", new byte[] {100, 100, 100, (byte) 200, (byte) 200, (byte) 200})
                .chunk("tRNS", new byte[] {30})
                .chunk("IDAT", TaggedFiles.deflated(new byte[] {0, 0, 1}))
                .end();
        for (byte[] file : List.of(grey, palette)) {
            try (Mat after = decode(engine.picture("vignette", file, Map.of("strength", 0)));
                    Mat alpha = channel(after, 3);
                    UByteIndexer values = alpha.createIndexer()) {
                assertThat(values.get(0, 0)).isEqualTo(30);
                assertThat(values.get(0, 1)).isEqualTo(255);
            }
        }
    }

    private static byte[] upright(byte[] jpeg) {
        try (Mat stored = decode(jpeg);
                Mat turned = new Mat()) {
            opencv_core.rotate(stored, turned, opencv_core.ROTATE_90_CLOCKWISE);
            return png(turned);
        }
    }

    /** An upright picture as it is stored, so that the orientation brings it back. */
    private static Mat stored(Mat upright, int orientation) {
        Mat stored = new Mat();
        switch (orientation) {
            case 2 -> opencv_core.flip(upright, stored, 1);
            case 3 -> opencv_core.rotate(upright, stored, opencv_core.ROTATE_180);
            case 4 -> opencv_core.flip(upright, stored, 0);
            case 5 -> opencv_core.transpose(upright, stored);
            case 6 -> opencv_core.rotate(upright, stored, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
            case 7 -> {
                opencv_core.transpose(upright, stored);
                opencv_core.rotate(stored, stored, opencv_core.ROTATE_180);
            }
            case 8 -> opencv_core.rotate(upright, stored, opencv_core.ROTATE_90_CLOCKWISE);
            default -> upright.copyTo(stored);
        }
        return stored;
    }

    private static byte[] png(Mat picture) {
        return TaggedFiles.encode(picture, ".png");
    }

    private static Mat decode(byte[] file) {
        try (BytePointer bytes = new BytePointer(file);
                Mat buffer = new Mat(1, file.length, opencv_core.CV_8UC1, bytes)) {
            return opencv_imgcodecs.imdecode(buffer, opencv_imgcodecs.IMREAD_UNCHANGED);
        }
    }

    /** No pixel is quite transparent: WebP forgets the colours of those. */
    private static Mat visible(Mat picture) {
        try (Mat least = new Mat(picture.size(), picture.type(), new Scalar(0, 0, 0, 1))) {
            opencv_core.max(picture, least).asMat().copyTo(picture);
        }
        return picture;
    }

    /** As it is seen. */
    private static Mat onWhite(Mat picture) {
        if (picture.channels() < 4) {
            return picture;
        }
        Mat seen = new Mat(picture.size(), opencv_core.CV_8UC3);
        try (UByteIndexer from = picture.createIndexer();
                UByteIndexer to = seen.createIndexer()) {
            for (int y = 0; y < picture.rows(); y++) {
                for (int x = 0; x < picture.cols(); x++) {
                    int alpha = from.get(y, x, 3);
                    for (int i = 0; i < 3; i++) {
                        to.put(y, x, i, Math.round((from.get(y, x, i) * alpha + 255 * (255 - alpha)) / 255f));
                    }
                }
            }
        }
        return seen;
    }

    private static Mat channel(Mat picture, int index) {
        Mat channel = new Mat();
        opencv_core.extractChannel(picture, channel, index);
        return channel;
    }

    /** The mean absolute difference of two pictures that must have one size and type. */
    private static double difference(Mat one, Mat other) {
        assertThat(other.cols()).isEqualTo(one.cols());
        assertThat(other.rows()).isEqualTo(one.rows());
        assertThat(other.type()).isEqualTo(one.type());
        return opencv_core.norm(one, other, opencv_core.NORM_L1, null)
                / ((double) one.cols() * one.rows() * one.channels());
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
