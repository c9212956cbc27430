package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pixpro.http.ProblemException;

class LibraryFilterTest {

    @Test
    void isBoundToItsOwnerAndLeavesTheTrashAlone() {
        assertThat(json(Map.of())).isEqualTo("{\"owner\": \"ada\", \"shown.trashed\": false}");
    }

    @Test
    void takesWhatAClientSendsAsAValueOnly() {
        String hostile = "{\"$gt\":\"\"}";
        for (String name : List.of("projectId", "category", "tag")) {
            assertThat(json(Map.of(name, hostile))).contains("\"{\\\"$gt\\\":\\\"\\\"}\"");
        }
        assertThat(json(Map.of("q", hostile)))
                .contains("\"shown.words\": \"gt\"")
                .doesNotContain("$gt");
    }

    @Test
    void findsAllWordsAndTheBeginningOfTheLast() {
        assertThat(json(Map.of("q", "Rote CAFÉ-Tass*")))
                .contains("\"shown.words\": {\"$all\": [\"rote\", \"cafe\"], \"$regex\": \"^tass\"}");
        assertThat(json(Map.of("q", "(a+)+$*"))).contains("\"shown.words\": {\"$regex\": \"^a\"}");
    }

    @Test
    void takesNothingForAll() {
        Map<String, Object> asked = new HashMap<>();
        for (String name : List.of("status", "effect", "projectId", "category", "tag", "q", "from", "to", "trashed")) {
            asked.put(name, "");
        }
        asked.put("other", "anything");
        assertThat(json(asked)).isEqualTo(json(Map.of()));
    }

    @Test
    void letsNoCursorLeadOutOfTheTimesThatWereAskedFor() {
        Document from =
                LibraryFilter.parse(Map.of("from", "2026-02-01T00:00:00Z")).of("ada");
        String id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        assertThat(SortOrder.OLDEST
                        .after(from, new Cursor(SortOrder.OLDEST, "0", id))
                        .toJson())
                .contains("{\"$gte\": {\"$date\": \"2026-02-01T00:00:00Z\"}}");
        assertThat(SortOrder.NEWEST
                        .after(from, new Cursor(SortOrder.NEWEST, "1", id))
                        .toJson())
                .contains("\"$gte\": {\"$date\": \"2026-02-01T00:00:00Z\"}", "\"$lte\": {");
    }

    @ParameterizedTest
    @CsvSource({
        "status, done",
        "effect, {$ne:1}",
        "q, $$$",
        "q, a b c d e f g h i j k",
        "from, yesterday",
        "to, +1000000000-01-01T00:00:00Z",
        "trashed, yes",
        "category, a\u0007b",
    })
    void refusesWhatIsNone(String name, String value) {
        assertRefused(Map.of(name, value));
    }

    @Test
    void refusesWhatIsTooLongOrGivenTwiceOrTheWrongWayRound() {
        assertRefused(Map.of("category", "x".repeat(201)));
        assertRefused(Map.of("tag", List.of("a", "b")));
        assertRefused(Map.of("from", "2026-02-01T00:00:00Z", "to", "2026-01-01T00:00:00Z"));
    }

    private static void assertRefused(Map<String, ?> asked) {
        assertThatThrownBy(() -> LibraryFilter.parse(asked))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    private static String json(Map<String, ?> asked) {
        return LibraryFilter.parse(asked).of("ada").toJson();
    }
}
