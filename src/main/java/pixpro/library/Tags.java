package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import pixpro.http.JsonBody;

/** Tags as people give them: in small letters, each once. */
final class Tags {

    static final int MOST = 50;
    private static final int LONGEST = 60;

    private Tags() {}

    /** @return the tag as it is kept and asked for */
    static String key(String tag) {
        return Normalizer.normalize(tag.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /**
     * @param tags as sent
     * @return them as they are kept, in their order
     * @throws pixpro.http.ProblemException 400 if they are none
     */
    static List<String> parse(JsonNode tags) {
        JsonBody.require(tags.isArray() && tags.size() <= MOST, "tags must be a list of " + MOST + " texts at most.");
        Set<String> keys = new LinkedHashSet<>();
        for (JsonNode tag : tags) {
            String key = tag.isTextual() ? key(tag.textValue()) : "";
            JsonBody.require(
                    !key.isEmpty() && key.length() <= LONGEST && key.chars().noneMatch(Character::isISOControl),
                    "A tag must be a text of 1 to " + LONGEST + " characters, none of control.");
            keys.add(key);
        }
        return List.copyOf(keys);
    }
}
