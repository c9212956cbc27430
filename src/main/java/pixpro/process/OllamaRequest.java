package pixpro.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.binary.Base64InputStream;

/**
 * The body of Ollama's {@code POST /api/generate}, with the picture encoded while it is sent: a 50 MB original never
 * stands on the heap, neither as bytes nor as base64.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-completion">Ollama API</a>
 */
public class OllamaRequest {

    private static final String MARK = "\u0000picture";

    private final ObjectMapper json;

    public OllamaRequest(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param model model name
     * @param prompt may be null
     * @param options {@code options} of the API; may be empty
     * @param format JSON Schema the answer must fit; may be null
     * @param picture the picture's bytes; closed with the returned stream
     * @return the JSON text as UTF-8
     */
    public InputStream open(
            String model, String prompt, Map<String, Object> options, Object format, InputStream picture) {
        ObjectNode body = json.createObjectNode();
        body.put("model", model);
        body.put("prompt", prompt == null ? "" : prompt);
        body.put("stream", false);
        body.set("options", json.valueToTree(options));
        if (format != null) {
            body.set("format", json.valueToTree(format));
        }
        body.putArray("images").add(MARK);
        return around(picture, body);
    }

    private InputStream around(InputStream picture, ObjectNode body) {
        String text;
        String mark;
        try {
            text = json.writeValueAsString(body);
            mark = json.writeValueAsString(MARK);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("options or format cannot be written as JSON", e);
        }
        // images comes last, so the last mark is ours whatever the prompt says
        int at = text.lastIndexOf(mark);
        InputStream head = utf8(text.substring(0, at + 1));
        InputStream tail = utf8(text.substring(at + mark.length() - 1));
        InputStream base64 = new Base64InputStream(picture, true, 0, null);
        return new SequenceInputStream(Collections.enumeration(List.of(head, base64, tail)));
    }

    private static InputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
