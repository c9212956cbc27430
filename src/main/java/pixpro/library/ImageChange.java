package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pixpro.http.JsonBody;

/**
 * What is to be changed about an image, as a merge patch (RFC 7396): a field that is null is cleared, one that is not there
 * stays.
 *
 * @param fields new values by name, as they are kept; null clears
 */
record ImageChange(Map<String, Object> fields) {

    static final String PROJECT = "projectId";
    static final String TAGS = "tags";

    private static final String PARAMS = "params";
    private static final Set<String> TEXTS = Set.of("title", "category", PROJECT);
    private static final Set<String> KNOWN = Set.of("title", "category", PROJECT, TAGS, PARAMS);
    private static final int LONGEST = 65_536;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_PARAMS = 16_384;

    /**
     * @param json reads it
     * @param body of the request, as it comes
     * @throws pixpro.http.ProblemException 400 if it does not fit the contract
     */
    static ImageChange read(ObjectMapper json, Object body) {
        JsonNode request = JsonBody.read(json, body, LONGEST, KNOWN);
        JsonBody.require(!request.isEmpty(), "Say what is to be changed: the body has no field.");
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            fields.put(field.getKey(), value(field.getKey(), field.getValue()));
        }
        return new ImageChange(fields);
    }

    private static Object value(String name, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (TEXTS.contains(name)) {
            return text(name, value, LONGEST_TEXT);
        }
        if (TAGS.equals(name)) {
            return Tags.parse(value);
        }
        // as text: its names are not ours
        String params = value.toString();
        JsonBody.require(
                value.isObject() && params.length() <= LONGEST_PARAMS,
                "params must be a JSON object of " + LONGEST_PARAMS + " characters at most.");
        return params;
    }

    /**
     * @return the text; null if it is blank
     * @throws pixpro.http.ProblemException 400 if it is none, too long or holds control characters
     */
    static String text(String name, JsonNode value, int longest) {
        JsonBody.require(
                value.isTextual()
                        && value.textValue().length() <= longest
                        && value.textValue()
                                .chars()
                                .noneMatch(character -> character != '\n' && Character.isISOControl(character)),
                name + " must be a text of " + longest + " characters at most, without control characters.");
        String text = value.textValue().strip();
        return text.isEmpty() ? null : text;
    }
}
