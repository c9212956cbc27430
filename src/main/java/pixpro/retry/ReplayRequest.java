package pixpro.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Set;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * Which failed jobs an admin wants done again.
 *
 * @param filter never an empty one: all failures at once are a slip more often than a wish
 * @param limit how many at most, the oldest first
 */
record ReplayRequest(FailureFilter filter, int limit) {

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;

    private static final int LONGEST = 16_384;
    private static final Set<String> FIELDS = Set.of("code", "effect", "from", "to", "limit");

    /**
     * @param json reads it
     * @param body of the request, as it comes
     * @throws ProblemException 400 if it does not fit the contract
     */
    static ReplayRequest read(ObjectMapper json, Reader body) {
        JsonNode request = tree(json, body);
        require(request != null && request.isObject(), "The body must be a JSON object.");
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            // a misspelt filter must not mean "all"
            require(FIELDS.contains(names.next()), "The body has a field other than code, effect, from, to and limit.");
        }
        FailureFilter filter = FailureFilter.parse(
                text(request, "code"), text(request, "effect"), text(request, "from"), text(request, "to"));
        require(!filter.isEmpty(), "Say which failures: at least one of code, effect, from and to.");
        JsonNode limit = request.path("limit");
        require(
                limit.isMissingNode() || limit.isIntegralNumber() && limit.asLong() >= 1 && limit.asLong() <= MAX_LIMIT,
                "limit must be a whole number from 1 to " + MAX_LIMIT + ".");
        return new ReplayRequest(filter, limit.asInt(DEFAULT_LIMIT));
    }

    private static JsonNode tree(ObjectMapper json, Reader body) {
        try {
            char[] text = new char[LONGEST + 1];
            int length = 0;
            for (int read = 0; read >= 0 && length < text.length; ) {
                read = body.read(text, length, text.length - length);
                length += Math.max(0, read);
            }
            require(length <= LONGEST, "The body is too long.");
            return json.readTree(new String(text, 0, length));
        } catch (IOException e) {
            throw new ProblemException(Problem.badRequest("The body must be a JSON object."), e);
        }
    }

    private static String text(JsonNode request, String field) {
        JsonNode value = request.path(field);
        require(value.isMissingNode() || value.isTextual(), field + " must be a text.");
        return value.textValue();
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw new ProblemException(Problem.badRequest(detail));
        }
    }
}
