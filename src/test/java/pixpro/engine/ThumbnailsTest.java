package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a library shows of a picture, as PixPro asks the engine for it. */
class ThumbnailsTest {
    private static final String MODEL = "thumbnails";

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
        "1600, 1200, 1024x768 512x384 256x192",
        "700, 1400, 512x1024 256x512 128x256",
        "600, 400, 600x400 512x341 256x171",
        "256, 256, 256x256",
        "100, 80, 100x80",
        "1, 1, 1x1",
        "3000, 2, 1024x1 512x1 256x1"
    })
    void areThreeAtMostAndNeverLargerThanThePicture(int width, int height, String expected) throws Exception {
        Answer answer = ask(png(filled(width, height, Color.ORANGE)));

        assertThat(answer.pictures().stream().map(ThumbnailsTest::size)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp", "tiff"})
    void areUprightInSrgbAndTellNothingOfTheirOwner(String format) throws Exception {
        // #c86432 in Display P3; brown below, so that nobody takes it for the other way up
        try (Mat stored = new Mat(300, 200, opencv_core.CV_8UC3, new Scalar(50, 100, 200, 0));
                Mat left = stored.colRange(0, 60)) {
            left.put(new Scalar(10, 30, 60, 0));
            byte[] given = TaggedFiles.of(format, stored, 8);
            assertThat(text(given)).contains(TaggedFiles.SECRET);

            Answer answer = ask(given);

            for (byte[] picture : answer.pictures()) {
                assertThat(ResultFile.read(picture).parts()).containsExactly("VP8 ");
                assertThat(text(picture)).doesNotContain(TaggedFiles.SECRET);
            }
            assertThat(answer.pictures().stream().map(ThumbnailsTest::size)).containsExactly("300x200", "256x171");
            assertClose(pixel(answer.pictures().get(1), 128, 20), 215, 93, 31);
            assertThat(pixel(answer.pictures().get(1), 128, 165).getRed()).isLessThan(90);
            Color dominant = Color.decode(answer.colour());
            assertClose(dominant, 215, 93, 31);
        }
    }

    @Test
    void areTransparentWhereThePictureIsAndShowNothingOfWhatIsHidden() throws Exception {
        BufferedImage cut = new BufferedImage(2000, 600, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 2000; x++) {
                // green where nothing can be seen: at the left, and in every other column of the middle
                boolean hidden = x < 700 || x < 1400 && x % 2 == 0;
                cut.setRGB(x, y, hidden ? 0x0000FF00 : 0xFFC03030);
            }
        }

        Answer answer = ask(png(cut));

        for (byte[] picture : answer.pictures()) {
            try (Mat decoded = decode(picture);
                    UByteIndexer values = decoded.createIndexer()) {
                assertThat(decoded.channels()).isEqualTo(4);
                assertThat(values.get(decoded.rows() / 2, 5, 3)).isZero();
                assertThat(values.get(decoded.rows() / 2, decoded.cols() - 5, 3))
                        .isEqualTo(255);
                for (int x = 0; x < decoded.cols(); x++) {
                    boolean seen = values.get(decoded.rows() / 2, x, 3) > 60;
                    assertThat(seen ? values.get(decoded.rows() / 2, x, 1) : 0)
                            .as("green at " + x)
                            .isLessThan(90);
                }
            }
        }
        assertClose(Color.decode(answer.colour()), 0xC0, 0x30, 0x30);
        assertClose(mean(answer.placeholder()), 0xC0, 0x30, 0x30);
    }

    @Test
    void leaveAnAlphaChannelOutThatHidesNothing() throws Exception {
        BufferedImage opaque = new BufferedImage(400, 300, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.setColor(Color.PINK);
        graphics.fillRect(0, 0, 400, 300);

        assertThat(ask(png(opaque)).pictures())
                .allSatisfy(
                        picture -> assertThat(ResultFile.read(picture).parts()).containsExactly("VP8 "));
    }

    @Test
    void areTheSameEachTime() throws Exception {
        byte[] photo = SamplePictures.photo("chelsea.png");

        Answer first = ask(photo);
        Answer second = ask(photo);

        assertThat(second.colour()).isEqualTo(first.colour());
        assertThat(second.placeholder()).isEqualTo(first.placeholder());
        for (int i = 0; i < first.pictures().size(); i++) {
            assertThat(second.pictures().get(i)).isEqualTo(first.pictures().get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "chelsea.png", "coffee.png"})
    void areSmallFilesThatLookLikeThePhoto(String name) throws Exception {
        byte[] photo = SamplePictures.photo(name);

        Answer answer = ask(photo);

        assertThat(answer.pictures().get(answer.pictures().size() - 1)).hasSizeLessThan(25_000);
        for (byte[] picture : answer.pictures()) {
            try (Mat small = decode(picture);
                    Mat large = decode(photo);
                    Mat same = new Mat()) {
                opencv_imgproc.resize(large, same, small.size(), 0, 0, opencv_imgproc.INTER_AREA);
                assertThat(opencv_core.norm(same, small, opencv_core.NORM_L1, null) / (small.total() * 3))
                        .as("mean difference to " + size(picture))
                        .isLessThan(5);
                Color mean = meanLight(same);
                assertClose(mean(answer.placeholder()), mean.getRed(), mean.getGreen(), mean.getBlue());
            }
        }
    }

    @Test
    void haveThePlaceholderOfTheirShape() throws Exception {
        // the first character says how many waves there are
        assertThat(ask(png(filled(300, 200, Color.BLUE))).placeholder())
                .hasSize(28)
                .startsWith("L");
        assertThat(ask(png(filled(200, 300, Color.BLUE))).placeholder())
                .hasSize(28)
                .startsWith("T");
    }

    @Test
    void haveWhiteForThePictureOfNothing() throws Exception {
        Answer answer = ask(png(new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB)));

        assertThat(answer.colour()).isEqualTo("#ffffff");
        assertThat(answer.pictures()).hasSize(1);
    }

    @Test
    void areTheLargestAloneOutsideOfAChat() throws Exception {
        assertThat(size(engine.picture(MODEL, png(filled(2000, 1000, Color.RED)), Map.of())))
                .isEqualTo("1024x512");
    }

    @Test
    void areRefusedOfWhatIsNoPicture() throws Exception {
        HttpResponse<String> response =
                engine.post("/api/chat", request("no picture".getBytes(StandardCharsets.UTF_8)));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    /** What the engine says. */
    private record Answer(List<byte[]> pictures, String colour, String placeholder) {}

    private static Answer ask(byte[] file) throws IOException, InterruptedException {
        HttpResponse<String> response = engine.post("/api/chat", request(file));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode message = RunningEngine.json(response).path("message");
        List<byte[]> pictures = new ArrayList<>();
        message.path("images").forEach(image -> pictures.add(Base64.getDecoder().decode(image.asText())));
        JsonNode words = RunningEngine.json(message.path("content").asText());
        return new Answer(
                pictures,
                words.path("colour").asText(),
                words.path("placeholder").asText());
    }

    private static String request(byte[] file) {
        ObjectNode request = RunningEngine.request(MODEL, file, Map.of("quality", 80));
        JsonNode images = request.remove("images");
        request.putArray("messages").addObject().put("role", "user").set("images", images);
        return request.put("format", "json").toString();
    }

    /** A BlurHash's third to sixth character are the mean colour, in base 83. */
    private static Color mean(String blurHash) {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
        int value = 0;
        for (char digit : blurHash.substring(2, 6).toCharArray()) {
            value = value * 83 + digits.indexOf(digit);
        }
        return new Color(value);
    }

    /** What an eye that is not close enough sees: light adds up, numbers of sRGB do not. */
    private static Color meanLight(Mat picture) {
        double[] light = new double[3];
        try (UByteIndexer values = picture.createIndexer()) {
            for (int y = 0; y < picture.rows(); y++) {
                for (int x = 0; x < picture.cols(); x++) {
                    for (int channel = 0; channel < 3; channel++) {
                        light[channel] += Math.pow(values.get(y, x, channel) / 255.0, 2.2) / picture.total();
                    }
                }
            }
        }
        return new Color((float) Math.pow(light[2], 1 / 2.2), (float) Math.pow(light[1], 1 / 2.2), (float)
                Math.pow(light[0], 1 / 2.2));
    }

    private static void assertClose(Color colour, int red, int green, int blue) {
        assertThat(colour.getRed()).as("red of " + colour).isCloseTo(red, within(6));
        assertThat(colour.getGreen()).as("green of " + colour).isCloseTo(green, within(6));
        assertThat(colour.getBlue()).as("blue of " + colour).isCloseTo(blue, within(6));
    }

    private static String size(byte[] file) {
        try (Mat decoded = decode(file)) {
            return decoded.cols() + "x" + decoded.rows();
        }
    }

    private static Color pixel(byte[] file, int x, int y) {
        try (Mat decoded = decode(file);
                UByteIndexer values = decoded.createIndexer()) {
            return new Color(values.get(y, x, 2), values.get(y, x, 1), values.get(y, x, 0));
        }
    }

    private static Mat decode(byte[] file) {
        try (BytePointer bytes = new BytePointer(file);
                Mat buffer = new Mat(1, file.length, opencv_core.CV_8UC1, bytes)) {
            return opencv_imgcodecs.imdecode(buffer, opencv_imgcodecs.IMREAD_UNCHANGED);
        }
    }

    private static BufferedImage filled(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) {
        return SamplePictures.encode(image, "png");
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
