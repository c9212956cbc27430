package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.http.ProblemException;

class CursorTest {

    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @Test
    void comesBackAsItWent() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-23T22:00:00.123Z"), ID);
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "{\"$gt\":\"\"}",
                " ",
                "%%%",
                "1." + ID, // not encoded
            })
    void refusesWhatIsNotBase64OfACursor(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.x",
                "-1." + ID,
                "9999999999999999999." + ID,
                "1." + ID + "x",
                "1.0F8FAD5B-D9CB-469F-A165-70867728950E",
                "",
            })
    void refusesWhatOnlyLooksLikeACursor(String inside) {
        assertRefused(Base64.getUrlEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> Cursor.decode(text)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().status())
                .isEqualTo(400));
    }
}
