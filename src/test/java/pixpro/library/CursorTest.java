package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.http.ProblemException;

class CursorTest {

    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @Test
    void comesBackAsItWent() {
        Cursor cursor = new Cursor(SortOrder.NEWEST, "1764000000123", ID);
        assertThat(Cursor.decode(cursor.encode(), SortOrder.NEWEST)).isEqualTo(cursor);
        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void carriesAnyTitle() {
        Cursor cursor = new Cursor(SortOrder.TITLE, "a.b/ü\n{\"$gt\":\"\"}", ID);
        assertThat(Cursor.decode(cursor.encode(), SortOrder.TITLE)).isEqualTo(cursor);
        Cursor nameless = new Cursor(SortOrder.TITLE, "", ID);
        assertThat(Cursor.decode(nameless.encode(), SortOrder.TITLE)).isEqualTo(nameless);
    }

    @Test
    void isOfOneOrderOnly() {
        String newest = new Cursor(SortOrder.NEWEST, "1764000000123", ID).encode();
        assertRefused(newest, SortOrder.OLDEST);
        assertRefused(newest, SortOrder.TITLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "{\"$gt\":\"\"}",
                " ",
                "%%%",
                "newest." + ID + ".1", // not encoded
            })
    void refusesWhatIsNotBase64OfACursor(String text) {
        assertRefused(text, SortOrder.NEWEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "newest.x.1",
                "newest." + ID + ".-1",
                "newest." + ID + ".9999999999999999999",
                "newest." + ID + ".",
                "newest." + ID + "x.1",
                "newest.0F8FAD5B-D9CB-469F-A165-70867728950E.1",
                "largest." + ID + ".1",
                "",
            })
    void refusesWhatOnlyLooksLikeACursor(String inside) {
        assertRefused(Base64.getUrlEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8)), SortOrder.NEWEST);
    }

    private static void assertRefused(String text, SortOrder order) {
        assertThatThrownBy(() -> Cursor.decode(text, order))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }
}
