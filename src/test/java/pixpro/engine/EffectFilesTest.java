package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import pixpro.effect.Effect;

/** What the YAML files promise of the engine's models, and what these take. */
class EffectFilesTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "camel", "effects");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = RunningEngine.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void everyModelHasAFileWithTheSameParameters() throws Exception {
        List<String> models =
                RunningEngine.json(engine.get("/api/tags")).get("models").findValuesAsText("name");
        // draws for an effect that finds; none of its own
        assertThat(models.remove("draw-detections")).isTrue();
        // is asked for with every image
        assertThat(models.remove("thumbnails")).isTrue();
        assertThat(models).hasSizeGreaterThanOrEqualTo(12);
        for (String model : models) {
            JsonNode shown = RunningEngine.json(engine.post(
                    "/api/show", JSON.createObjectNode().put("model", model).toString()));
            ObjectNode taken = (ObjectNode) shown.at("/parameters_schema/properties");
            taken.remove("quality");
            assertThat(comparable(JSON.valueToTree(parameters(model))))
                    .as(model)
                    .isEqualTo(comparable(taken));
        }
    }

    @Test
    void everyFileIsShort() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files).allSatisfy(file -> assertThat(Files.readAllLines(file))
                    .as(file.toString())
                    .hasSizeLessThanOrEqualTo(25));
        }
    }

    private static Map<String, Object> parameters(String model) throws IOException {
        List<Map<String, List<Map<String, Map<String, String>>>>> file =
                new Yaml().load(Files.readString(FOLDER.resolve(model + ".camel.yaml")));
        Effect effect = new Effect();
        effect.setParams(file.get(0).get("beans").get(0).get("properties").get("params"));
        return effect.params();
    }

    /** Descriptions are worded for different readers; 1 and 1.0 are the same bound. */
    private static JsonNode comparable(JsonNode properties) {
        for (JsonNode property : properties) {
            ((ObjectNode) property).remove("description");
            for (String bound : List.of("minimum", "maximum", "default")) {
                if (property.path(bound).isNumber()) {
                    ((ObjectNode) property).put(bound, property.get(bound).doubleValue());
                }
            }
        }
        return properties;
    }
}
