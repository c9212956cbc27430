package pixpro.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Set;

/** A request's body that has to be a JSON object of known fields. */
public final class JsonBody {

    private JsonBody() {}

    /**
     * @param json reads it
     * @param body of the request, as it comes: not read before here, so that it may be of any length
     * @param longest that is read, in characters
     * @param fields that it may have; a misspelt one must not mean nothing
     * @return the object
     * @throws ProblemException 400 if it is none, is too long or has other fields
     */
    public static JsonNode read(ObjectMapper json, Object body, int longest, Set<String> fields) {
        // what is sent without a body, or as a form, comes as something else
        JsonNode request = tree(json, body instanceof Reader reader ? reader : Reader.nullReader(), longest);
        require(request != null && request.isObject(), "The body must be a JSON object.");
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            require(
                    fields.contains(names.next()),
                    "The body has a field that is not known here; known are "
                            + String.join(", ", fields.stream().sorted().toList()) + ".");
        }
        return request;
    }

    /**
     * @param holds what the body must be like
     * @param detail said otherwise
     * @throws ProblemException 400 if it does not hold
     */
    public static void require(boolean holds, String detail) {
        if (!holds) {
            throw new ProblemException(Problem.badRequest(detail));
        }
    }

    private static JsonNode tree(ObjectMapper json, Reader body, int longest) {
        try {
            char[] text = new char[longest + 1];
            int length = 0;
            for (int read = 0; read >= 0 && length < text.length; ) {
                read = body.read(text, length, text.length - length);
                length += Math.max(0, read);
            }
            require(length <= longest, "The body is too long.");
            return json.readTree(new String(text, 0, length));
        } catch (IOException e) {
            throw new ProblemException(Problem.badRequest("The body must be a JSON object."), e);
        }
    }
}
