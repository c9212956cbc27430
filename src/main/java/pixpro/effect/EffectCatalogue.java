package pixpro.effect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.ApplyDefaultsStrategy;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** The effects that are there now, and the check of what a client asks of them. */
public class EffectCatalogue {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig FILL_DEFAULTS = SchemaValidatorsConfig.builder()
            .applyDefaultsStrategy(new ApplyDefaultsStrategy(true, false, false))
            .pathType(PathType.JSON_POINTER)
            .build();

    private final Supplier<Map<String, Effect>> loaded;
    private final UnaryOperator<String> revisions;
    private final ObjectMapper json;
    private final Capabilities backends;

    /**
     * @param loaded the effects by id, as the YAML files describe them at the moment
     * @param revisions tells which revision of its file an effect, given by its id, was loaded from
     * @param json reads parameters
     * @param backends who does them
     */
    public EffectCatalogue(
            Supplier<Map<String, Effect>> loaded,
            UnaryOperator<String> revisions,
            ObjectMapper json,
            Capabilities backends) {
        this.loaded = loaded;
        this.revisions = revisions;
        this.json = json;
        this.backends = backends;
    }

    /** @return all effects, in the order of their ids */
    public List<CatalogueEntry> list() {
        return loaded.get().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> entry(e.getKey(), e.getValue()))
                .toList();
    }

    /**
     * @param id an effect's id, from anybody
     * @return the effect, if there is one of that id
     */
    public Optional<CatalogueEntry> find(String id) {
        return Optional.ofNullable(loaded.get().get(id)).map(effect -> entry(id, effect));
    }

    /**
     * @param id an effect's id
     * @return what keeps its jobs from beginning; empty if nothing does. An effect that nobody is set up to do any more
     *     waits for its capability
     */
    public Optional<Waiting> waiting(String id) {
        return find(id).flatMap(effect -> backends.isOffered(effect.capability())
                ? backends.waiting(effect.capability())
                : Optional.of(new Waiting(effect.capability(), "missing", null)));
    }

    /**
     * Checks what a client asks for.
     *
     * @param id the effect's id
     * @param params its parameters as JSON text; null or blank for the defaults
     * @return the parameters, defaults filled in
     * @throws ProblemException {@code unknown-effect}, {@code capability-unavailable} or {@code invalid-params}, with what is
     *     wrong
     */
    public Map<String, Object> check(String id, String params) {
        CatalogueEntry effect = offered(id);
        return check(effect, parse(params));
    }

    /**
     * @param id an effect's id, from anybody
     * @return the effect
     * @throws ProblemException {@code unknown-effect} or {@code capability-unavailable}
     */
    CatalogueEntry offered(String id) {
        CatalogueEntry effect = find(id).orElseThrow(() -> unknown(id));
        if (!backends.isOffered(effect.capability())) {
            throw new ProblemException(unavailable(effect));
        }
        return effect;
    }

    /**
     * @param effect of this catalogue
     * @param given its parameters; defaults are filled in
     * @return the parameters
     * @throws ProblemException {@code invalid-params}
     */
    Map<String, Object> check(CatalogueEntry effect, JsonNode given) {
        JsonSchema schema = SCHEMAS.getSchema(json.<JsonNode>valueToTree(effect.params()), FILL_DEFAULTS);
        var faults = schema.walk(given, true).getValidationMessages();
        if (!faults.isEmpty()) {
            String detail = faults.stream()
                    // a fault of the object as a whole has an empty pointer before its colon
                    .map(fault -> fault.getMessage().replaceFirst("^: ", ""))
                    .sorted()
                    .collect(Collectors.joining(
                            "; ", "The parameters do not fit the effect " + effect.id() + ": ", "."));
            throw new ProblemException(invalid(detail));
        }
        return json.convertValue(given, json.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    /**
     * @param params as JSON text; null or blank for none
     * @return the object it is
     * @throws ProblemException {@code invalid-params}
     */
    JsonNode parse(String params) {
        if (params == null || params.isBlank()) {
            return json.createObjectNode();
        }
        JsonNode given;
        try {
            given = json.readTree(params);
        } catch (JsonProcessingException e) {
            throw new ProblemException(invalid("The field params is not JSON."), e);
        }
        if (!given.isObject()) {
            throw new ProblemException(invalid("The field params is not a JSON object."));
        }
        return given;
    }

    private ProblemException unknown(String id) {
        String shown = id.length() > 50 ? id.substring(0, 50) + "…" : id;
        return new ProblemException(new Problem(
                "unknown-effect",
                422,
                "Unknown effect",
                "There is no effect called “" + shown.replaceAll("\\p{Cntrl}", "") + "”; GET /api/effects lists them.",
                Map.of("effects", loaded.get().keySet().stream().sorted().toList())));
    }

    private static Problem unavailable(CatalogueEntry effect) {
        return new Problem(
                "capability-unavailable",
                422,
                "Effect not available here",
                "The effect " + effect.id() + " needs a model server that can “" + effect.capability()
                        + "”, and none is set up.",
                Map.of("capability", effect.capability()));
    }

    static Problem invalid(String detail) {
        return new Problem("invalid-params", 422, "Invalid parameters", detail);
    }

    private CatalogueEntry entry(String id, Effect effect) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", effect.params());
        schema.put("additionalProperties", false);
        return new CatalogueEntry(
                id,
                effect.getTitle(),
                effect.getDescription(),
                effect.getResult(),
                schema,
                effect.getCapability(),
                revisions.apply(id),
                backends.isAvailable(effect.getCapability()));
    }
}
