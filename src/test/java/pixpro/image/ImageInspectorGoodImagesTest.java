package pixpro.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.corpus.GoodImages;

class ImageInspectorGoodImagesTest {

    private static final List<String> WITH_ALPHA =
            List.of("alpha.png", "lossless-alpha.webp", "lossy-alpha.webp", "deflate-alpha.tiff");

    private final ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);

    @TempDir
    Path directory;

    static Stream<String> names() {
        return GoodImages.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void tellsFormatSizeAndAlphaOfEveryKind(String name) throws Exception {
        byte[] bytes = GoodImages.all().get(name);

        ImageFacts facts = inspector.inspect(Files.write(directory.resolve("upload"), bytes));

        assertThat(facts.format().extension()).isEqualTo(name.substring(name.lastIndexOf('.') + 1));
        assertThat(facts.width()).isEqualTo(GoodImages.WIDTH);
        assertThat(facts.height()).isEqualTo(GoodImages.HEIGHT);
        assertThat(facts.alpha()).isEqualTo(WITH_ALPHA.contains(name));
        assertThat(facts.orientation()).isEqualTo(name.contains("orientation-6") ? 6 : 1);
        assertThat(facts.bytes()).isEqualTo(bytes.length);
        assertThat(inspector.inspect(bytes)).isEqualTo(facts);
    }

    @ParameterizedTest
    @MethodSource("names")
    void agreesWithImageReadersAboutSize(String name) throws Exception {
        byte[] bytes = GoodImages.all().get(name);
        ImageFacts facts = inspector.inspect(bytes);

        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            assertThat(facts.width()).isEqualTo(reader.getWidth(0));
            assertThat(facts.height()).isEqualTo(reader.getHeight(0));
            reader.dispose();
        }
    }

    @ParameterizedTest
    @CsvSource({"astronaut.png,512,512", "coffee.png,600,400", "chelsea.png,451,300", "rocket.jpg,640,427"})
    void takesRealPhotos(String name, int width, int height) throws Exception {
        ImageFacts facts = inspector.inspect(
                Path.of(getClass().getResource("/photos/" + name).toURI()));

        assertThat(facts.width()).isEqualTo(width);
        assertThat(facts.height()).isEqualTo(height);
    }

    @Test
    void countsFramesOfAnimations() throws Exception {
        assertThat(inspector.inspect(GoodImages.animatedGif(20, 10, 7)).frames())
                .isEqualTo(7);
        assertThat(inspector.inspect(GoodImages.resource("animated.webp")).frames())
                .isEqualTo(3);
        assertThat(inspector.inspect(GoodImages.resource("animated.png")).frames())
                .isEqualTo(3);
        assertThat(inspector.inspect(GoodImages.png(20, 10)).frames()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsSizeByExifOrientation(int orientation) throws Exception {
        ImageFacts facts = inspector.inspect(GoodImages.jpegWithOrientation(orientation));

        assertThat(facts.orientation()).isEqualTo(orientation);
        boolean sideways = orientation > 4;
        assertThat(facts.orientedWidth()).isEqualTo(sideways ? GoodImages.HEIGHT : GoodImages.WIDTH);
        assertThat(facts.orientedHeight()).isEqualTo(sideways ? GoodImages.WIDTH : GoodImages.HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void ignoresImpossibleOrientation(int orientation) throws Exception {
        assertThat(inspector
                        .inspect(GoodImages.jpegWithOrientation(orientation))
                        .orientation())
                .isEqualTo(1);
    }

    @Test
    void takesExactlyTheLimits() throws Exception {
        byte[] bytes = GoodImages.png(40, 25);

        assertThat(new ImageInspector(new ImageLimits(bytes.length, 1000))
                        .inspect(bytes)
                        .width())
                .isEqualTo(40);
    }
}
