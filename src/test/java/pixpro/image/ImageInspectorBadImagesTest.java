package pixpro.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pixpro.corpus.BadImage;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.image.UnfitImageException.Reason;

class ImageInspectorBadImagesTest {

    private final ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);

    @TempDir
    Path directory;

    static Stream<BadImage> badImages() {
        return BadImages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("badImages")
    void refusesWithItsReason(BadImage bad) throws Exception {
        Path file = Files.write(directory.resolve("upload"), bad.bytes());

        UnfitImageException refusal = catchThrowableOfType(UnfitImageException.class, () -> inspector.inspect(file));

        assertThat(refusal).isNotNull();
        assertThat(refusal.reason().problem()).as(refusal.detail()).isEqualTo(bad.problem());
        assertThat(refusal.detail()).matches("(?s)[A-Z].*[.?]");
    }

    @Test
    void namesWhatTheFileIsInstead() {
        Map<String, String> names = Map.of(
                "text.jpg", "a text file",
                "drawing.jpg", "an SVG drawing",
                "page.png", "a web page",
                "document.jpg", "a PDF document",
                "photo.heic", "a HEIC image",
                "photo.avif", "an AVIF image",
                "photo.jxl", "a JPEG XL image",
                "film.mp4", "a video");
        BadImages.all().stream()
                .filter(bad -> names.containsKey(bad.fileName()))
                .forEach(bad -> assertThat(refusal(inspector, bad.bytes()).detail())
                        .contains("is " + names.get(bad.fileName())));
    }

    @Test
    void refusesOneByteAndOnePixelTooMany() {
        byte[] bytes = GoodImages.png(40, 25);

        assertThat(refusal(new ImageInspector(new ImageLimits(bytes.length - 1, 1000)), bytes)
                        .reason())
                .isEqualTo(Reason.TOO_MANY_BYTES);
        assertThat(refusal(new ImageInspector(new ImageLimits(bytes.length, 999)), bytes)
                        .reason())
                .isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void saysHowManyPixelsAreClaimedAndAllowed() {
        assertThat(refusal(inspector, BadImages.hugePng()))
                .hasMessage("The image claims 50,000 × 50,000 pixels; at most 100 megapixels are allowed.");
    }

    private static UnfitImageException refusal(ImageInspector inspector, byte[] bytes) {
        return catchThrowableOfType(UnfitImageException.class, () -> inspector.inspect(bytes));
    }
}
