package pixpro.engine.effect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Detections as a language model writes them: the text of a JSON object. A request must set it. */
record DetectionsOption(String name, String description) implements Option {
    private static final int MOST = 100;
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_TEXT = 200_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public List<LabelledArea> standard() {
        throw wrong("is required");
    }

    @Override
    public List<LabelledArea> check(JsonNode given) {
        if (!given.isTextual()) {
            throw wrong("must be a text: the JSON object {\"detections\": […]}");
        }
        if (given.textValue().length() > LONGEST_TEXT) {
            throw wrong("must have at most %d characters".formatted(LONGEST_TEXT));
        }
        JsonNode list = parse(given.textValue()).path("detections");
        if (!list.isArray()) {
            throw wrong("must be a JSON object with the array \"detections\"");
        }
        if (list.size() > MOST) {
            throw wrong("must have at most %d detections, not %d".formatted(MOST, list.size()));
        }
        List<LabelledArea> areas = new ArrayList<>();
        for (JsonNode detection : list) {
            String which = "has detection %d, whose ".formatted(areas.size() + 1);
            areas.add(new LabelledArea(
                    label(detection, which),
                    share(detection, "x", which),
                    share(detection, "y", which),
                    share(detection, "width", which),
                    share(detection, "height", which)));
        }
        return List.copyOf(areas);
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "string").put("contentMediaType", "application/json").put("maxLength", LONGEST_TEXT);
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong("is no JSON: " + e.getOriginalMessage().replaceAll("\\p{Cntrl}", " "));
        }
    }

    private String label(JsonNode detection, String which) {
        JsonNode label = detection.path("label");
        if (!label.isTextual()
                || label.textValue().codePointCount(0, label.textValue().length()) > LONGEST_LABEL) {
            throw wrong(which + "label must be a text of at most %d characters".formatted(LONGEST_LABEL));
        }
        if (label.textValue().matches("(?s).*\\p{Cc}.*")) {
            throw wrong(which + "label must have no control characters");
        }
        return label.textValue();
    }

    private double share(JsonNode detection, String side, String which) {
        JsonNode share = detection.path(side);
        if (!share.isNumber() || !(share.doubleValue() >= 0 && share.doubleValue() <= 1)) {
            throw wrong(which + side + " must be a number from 0 to 1");
        }
        return share.doubleValue();
    }

    private IllegalArgumentException wrong(String sentence) {
        return new IllegalArgumentException("option \"%s\" %s".formatted(name, sentence));
    }
}
