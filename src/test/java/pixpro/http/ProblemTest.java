package pixpro.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pixpro.event.SampleJson;

class ProblemTest {

    private final ObjectMapper json = SampleJson.mapper();

    @Test
    void isWrittenAsRfc9457Says() {
        JsonNode written = json.valueToTree(Problem.notFound("There is no image x."));

        assertThat(written)
                .isEqualTo(json.valueToTree(Map.of(
                        "type", "urn:pixpro:problem:not-found",
                        "status", 404,
                        "title", "Not found",
                        "detail", "There is no image x.")));
    }

    @Test
    void putsFurtherMembersBesideTheOthers() {
        JsonNode written = json.valueToTree(
                new Problem("unknown-effect", 422, "Unknown effect", "No.", Map.of("effects", List.of("a"))));

        assertThat(written.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "status", "title", "detail", "effects");
        assertThat(written.path("effects").get(0).asText()).isEqualTo("a");
    }

    @Test
    void namesEachKindOnce() {
        List<Problem> kinds = List.of(
                Problem.badRequest("d"),
                Problem.unauthenticated("d"),
                Problem.forbidden("d"),
                Problem.notFound("d"),
                Problem.internal(),
                Problem.unavailable("d"));

        assertThat(kinds).extracting(Problem::status).containsExactly(400, 401, 403, 404, 500, 503);
        assertThat(kinds).extracting(Problem::getType).doesNotHaveDuplicates();
    }
}
