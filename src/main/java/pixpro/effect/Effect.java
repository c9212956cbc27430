package pixpro.effect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The description of an effect, written in its YAML file as a bean whose name is the effect's id. A JavaBean, because
 * Camel's YAML DSL sets it property by property.
 */
public class Effect {

    private String title;
    private String description;
    private String result = "image";
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

    /** @return what it makes: {@code image}, {@code detections} (with a picture that shows them) or {@code text} */
    public String getResult() {
        return result;
    }

    public void setResult(String result) {
        if (!List.of("image", "detections", "text").contains(result)) {
            throw new IllegalArgumentException("an effect's result is image, detections or text, not " + result);
        }
        this.result = result;
    }

    /** @return the {@code properties} of a JSON Schema object: parameter name to its schema */
    public Map<String, Object> getParams() {
        return params;
    }

    public void setParams(Map<String, Object> params) {
        this.params = params;
    }
}
