package pixpro.effect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The description of an effect, written in its YAML file as a bean whose name is the effect's id. A JavaBean, because
 * Camel's YAML DSL sets it property by property.
 */
public class Effect {

    private String title;
    private String description;
    private String result = "image";
    private String capability = "vision";
    private Map<String, Object> params = new LinkedHashMap<>();

    /** @return short name for people */
    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    /** @return one sentence for people */
    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    /**
     * @return what it makes: {@code image}, {@code detections} (an object, with a picture that shows them if the model draws
     *     one), {@code data} (any other object) or {@code text}
     */
    public String getResult() {
        return result;
    }

    public void setResult(String result) {
        if (!List.of("image", "detections", "data", "text").contains(result)) {
            throw new IllegalArgumentException("an effect's result is image, detections, data or text, not " + result);
        }
        this.result = result;
    }

    /** @return what a backend must offer to do it; {@code vision}, the engine without weights, unless the file says otherwise */
    public String getCapability() {
        return capability;
    }

    public void setCapability(String capability) {
        this.capability = capability;
    }

    /** @return the {@code properties} of a JSON Schema object: parameter name to its schema */
    public Map<String, Object> params() {
        return params;
    }

    /**
     * @param text the {@code properties} of a JSON Schema object, as a block of YAML (or JSON, which is YAML). A block of
     *     text, because Camel would take nested properties for setters.
     * @throws IllegalArgumentException if it is not a mapping of names to schemas
     */
    public void setParams(String text) {
        Map<String, Object> read = new LinkedHashMap<>();
        if (new Yaml(new SafeConstructor(new LoaderOptions())).load(text) instanceof Map<?, ?> schemas) {
            schemas.forEach((name, schema) -> {
                if (!(schema instanceof Map)) {
                    throw new IllegalArgumentException("the parameter " + name + " has no schema");
                }
                read.put(name.toString(), schema);
            });
        } else {
            throw new IllegalArgumentException("params is not a mapping of parameter names to schemas: " + text);
        }
        this.params = read;
    }
}
