package pixpro.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import pixpro.engine.effect.Effect;
import pixpro.engine.effect.EffectCatalogue;
import pixpro.engine.effect.Option;
import pixpro.engine.effect.OptionValues;
import pixpro.engine.photo.OpenCv;

/** Describes the effects as Ollama describes models: {@code /api/tags} and {@code /api/show}. */
final class ModelCards {
    private final ObjectMapper mapper = new ObjectMapper();
    private final EffectCatalogue catalogue;
    private final String started = Instant.now().toString();

    ModelCards(EffectCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    String tags() {
        ObjectNode answer = mapper.createObjectNode();
        var models = answer.putArray("models");
        for (Effect effect : catalogue.all()) {
            ObjectNode model = models.addObject()
                    .put("name", effect.name())
                    .put("model", effect.name())
                    .put("modified_at", started)
                    .put("size", effect.weightBytes())
                    .put("digest", digest(effect));
            model.set("details", details(effect));
        }
        return answer.toString();
    }

    String show(String name) {
        Effect effect =
                catalogue.find(name).orElseThrow(() -> new ApiError(404, "model '%s' not found".formatted(name)));
        List<Option> options = new ArrayList<>(effect.options());
        options.add(OptionValues.QUALITY);
        ObjectNode answer = mapper.createObjectNode().put("description", effect.description());
        StringBuilder parameters = new StringBuilder();
        for (Option option : options) {
            if (schema(option).has("default")) {
                parameters.append(
                        "%-30s %s%n".formatted(option.name(), schema(option).get("default")));
            }
        }
        answer.put("parameters", parameters.toString().strip());
        answer.set("details", details(effect));
        answer.set("parameters_schema", schema(options));
        ObjectNode info = answer.putObject("model_info");
        info.put("general.architecture", family(effect));
        info.put("general.version", effect.version());
        info.put("opencv.version", OpenCv.version());
        answer.putArray("capabilities").add("vision").add("image");
        answer.put("modified_at", started);
        return answer.toString();
    }

    private ObjectNode details(Effect effect) {
        ObjectNode details = mapper.createObjectNode()
                .put("parent_model", "")
                .put("format", "opencv")
                .put("family", family(effect));
        details.putArray("families").add(family(effect));
        return details.put("parameter_size", "0").put("quantization_level", "none");
    }

    private ObjectNode schema(List<Option> options) {
        ObjectNode schema = mapper.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Option option : options) {
            properties.set(option.name(), schema(option));
        }
        return schema;
    }

    private ObjectNode schema(Option option) {
        ObjectNode schema = mapper.createObjectNode();
        option.describe(schema);
        return schema.put("description", option.description());
    }

    private static String family(Effect effect) {
        return effect.detects() ? "detector" : "filter";
    }

    private static String digest(Effect effect) {
        String identity = String.join("\n", effect.name(), Integer.toString(effect.version()), OpenCv.version());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
