package pixpro.library;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import pixpro.http.Caller;
import pixpro.http.JsonBody;

/** The header {@code Idempotency-Key}: whoever repeats a request with it makes nothing twice. */
final class IdempotencyKey {

    private static final int LONGEST = 200;

    private IdempotencyKey() {}

    /**
     * @param what is made, and of what
     * @param caller who asks
     * @param key as sent; null for none
     * @return the id of what is made: the same for the same key, else a new one
     * @throws pixpro.http.ProblemException 400 if it is too long
     */
    static String id(String what, Caller caller, String key) {
        if (key == null || key.isBlank()) {
            return UUID.randomUUID().toString();
        }
        JsonBody.require(key.length() <= LONGEST, "Idempotency-Key must have " + LONGEST + " characters at most.");
        String name = String.join("\n", "pixpro", what, caller.id(), key);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
