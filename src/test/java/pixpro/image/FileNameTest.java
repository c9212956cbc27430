package pixpro.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"cat.jpg", "Käse & Brot.png", "猫.webp", "a b.gif", "😀.jpg", "naïve (1).tiff"})
    void keepsHarmlessNames(String name) {
        assertThat(FileName.harmless(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/cat.jpg",
                "C:\\photos\\cat.jpg",
                "/cat.jpg",
                "..\\/cat.jpg",
                "ca\r\nt.j\0pg",
                " cat.jpg ",
                "\u202Ecat\u2066.jpg",
                "\uFEFFcat.jpg",
                "cat\u2028.jpg",
                "cat\uD800.jpg",
                "\u001Bcat.jpg"
            })
    void stripsDirectoriesAndInvisibleCharacters(String name) {
        assertThat(FileName.harmless(name)).isEqualTo("cat.jpg");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", ".", "..", "photos/", "\\", "\0\n", "a/.."})
    void callsTheNamelessImage(String name) {
        assertThat(FileName.harmless(name)).isEqualTo("image");
    }

    @Test
    void cutsLongNamesButKeepsTheirExtension() {
        String cut = FileName.harmless("😀".repeat(5000) + ".jpeg");

        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(200);
        assertThat(cut).endsWith("😀.jpeg");
    }

    @Test
    void cutsLongNamesWithoutExtension() {
        assertThat(FileName.harmless("a".repeat(300))).hasSize(200);
        assertThat(FileName.harmless("a." + "b".repeat(300))).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.png", "a/../../b.png", "..\\a.png", "..", "a\u0000.png", "a\r\nb.png", "a\u009b.png"})
    void callsANameHostileThatClimbsOrHoldsControlCharacters(String name) {
        assertThat(FileName.isHostile(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.png", "a..png", "...png", "C:\\photos\\a.png", "folder/a.png", "Müller & Søn 1/2.png", ""})
    void callsNoHonestNameHostile(String name) {
        assertThat(FileName.isHostile(name)).isFalse();
    }
}
