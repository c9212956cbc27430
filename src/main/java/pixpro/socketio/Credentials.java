package pixpro.socketio;

import java.util.Map;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * What a client shows in {@code auth}.
 *
 * @param token its access token; null without one
 * @param after id of the last event it saw; null without one
 */
record Credentials(String token, String after) {

    /**
     * @param auth what the client sent
     * @throws ProblemException if that cannot be
     */
    static Credentials of(Map<String, Object> auth) {
        return new Credentials(text(auth, "token"), text(auth, "after"));
    }

    private static String text(Map<String, Object> auth, String name) {
        Object value = auth.get(name);
        if (value != null && !(value instanceof String)) {
            throw new ProblemException(Problem.badRequest("What auth says as " + name + " has to be text."));
        }
        return (String) value;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Credentials[after=" + after + "]";
    }
}
