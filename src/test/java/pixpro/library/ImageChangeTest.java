package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.http.ProblemException;

class ImageChangeTest {

    @Test
    void clearsWhatIsNullAndLeavesOutWhatIsNotThere() {
        assertThat(read("{\"title\":\" A cup \",\"category\":null}").fields())
                .containsEntry("title", "A cup")
                .containsEntry("category", null)
                .hasSize(2);
    }

    @Test
    void keepsTagsSmallAndOnceAndParamsAsText() {
        assertThat(read("{\"tags\":[\"Tea\",\"tea \",\"Łódź\"],\"params\":{\"$set.x\":{\"a.b\":1}}}")
                        .fields())
                .containsEntry("tags", List.of("tea", "łódź"))
                .containsEntry("params", "{\"$set.x\":{\"a.b\":1}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"title\":{\"$gt\":\"\"}}",
                "{\"title\":1}",
                "{\"owner\":\"bob\"}",
                "{\"shown.trashed\":true}",
                "{\"tags\":\"tea\"}",
                "{\"tags\":[{\"$in\":[]}]}",
                "{\"tags\":[\" \"]}",
                "{\"params\":\"text\"}",
                "{\"title\":\"a\\u0000b\"}",
                "{\"title\":\"a\"",
            })
    void refusesWhatDoesNotFit(String body) {
        assertRefused(body);
    }

    @Test
    void refusesTooMuch() {
        assertRefused("{\"title\":\"" + "x".repeat(201) + "\"}");
        assertRefused("{\"params\":{\"a\":\"" + "x".repeat(17_000) + "\"}}");
        assertRefused("{\"title\":\"" + "x".repeat(70_000) + "\"}");
        assertRefused("{\"tags\":[" + "\"a\",".repeat(50) + "\"b\"]}");
        assertRefused("[".repeat(5_000));
    }

    private static void assertRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().status())
                .isEqualTo(400));
    }

    private static ImageChange read(String body) {
        return ImageChange.read(new ObjectMapper(), new StringReader(body));
    }
}
