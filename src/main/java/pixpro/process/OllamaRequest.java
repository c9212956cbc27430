package pixpro.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.binary.Base64InputStream;
import pixpro.process.ModelQuestion.Objection;

/**
 * The body of Ollama's {@code POST /api/generate} or {@code POST /api/chat}, with the picture encoded while it is sent: a
 * 50 MB original never stands on the heap, neither as bytes nor as base64.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama API</a>
 */
public class OllamaRequest {

    private final ObjectMapper json;

    public OllamaRequest(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param question what is asked
     * @param picture the picture's bytes, closed with the returned stream; null to ask without one
     * @return the JSON text as UTF-8
     */
    public InputStream open(ModelQuestion question, InputStream picture) {
        ObjectNode body = json.createObjectNode();
        // first, so that they can take the place of nothing below
        question.fields().forEach((name, value) -> body.set(name, json.valueToTree(value)));
        body.put("model", question.model());
        body.put("stream", question.stream());
        body.set("options", json.valueToTree(question.options()));
        if (question.format() != null) {
            body.set("format", json.valueToTree(question.format()));
        }
        if (question.keepAlive() != null) {
            body.put("keep_alive", question.keepAlive());
        }
        // stands where the picture goes; nobody who writes a prompt can know it
        String mark = UUID.randomUUID().toString();
        ObjectNode shown = question.chat() ? message(body, question) : prompt(body, question);
        if (picture == null) {
            return utf8(text(body));
        }
        shown.putArray("images").add(mark);
        return around(picture, text(body), mark);
    }

    private static ObjectNode prompt(ObjectNode body, ModelQuestion question) {
        Objection objection = question.objection();
        body.put(
                "prompt",
                objection == null
                        ? question.prompt()
                        : question.prompt() + "\n\nYour answer was:\n" + objection.answer() + "\n"
                                + objection.sentence());
        return body;
    }

    private static ObjectNode message(ObjectNode body, ModelQuestion question) {
        ArrayNode messages = body.putArray("messages");
        ObjectNode first = messages.addObject().put("role", "user").put("content", question.prompt());
        if (question.objection() != null) {
            messages.addObject()
                    .put("role", "assistant")
                    .put("content", question.objection().answer());
            messages.addObject()
                    .put("role", "user")
                    .put("content", question.objection().sentence());
        }
        return first;
    }

    private String text(ObjectNode body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("options or format cannot be written as JSON", e);
        }
    }

    private static InputStream around(InputStream picture, String text, String mark) {
        int at = text.indexOf(mark);
        InputStream head = utf8(text.substring(0, at));
        InputStream tail = utf8(text.substring(at + mark.length()));
        InputStream base64 = new Base64InputStream(picture, true, 0, null);
        return new SequenceInputStream(Collections.enumeration(List.of(head, base64, tail)));
    }

    private static InputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
