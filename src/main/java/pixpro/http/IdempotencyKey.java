package pixpro.http;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The header {@code Idempotency-Key}: whoever repeats a request with it makes nothing twice. */
public final class IdempotencyKey {

    /** Its name. */
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 200;

    private IdempotencyKey() {}

    /**
     * @param what is made, and of what
     * @param caller who asks
     * @param key as sent; null for none
     * @return the id of what is made: the same for the same key, else a new one
     * @throws ProblemException 400 if it is too long
     */
    public static String id(String what, Caller caller, String key) {
        if (!isGiven(key)) {
            return UUID.randomUUID().toString();
        }
        String name = String.join("\n", "pixpro", what, caller.id(), key);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * @param key as sent
     * @return whether there is one
     * @throws ProblemException 400 if it is too long
     */
    public static boolean isGiven(String key) {
        if (key == null || key.isBlank()) {
            return false;
        }
        JsonBody.require(key.length() <= LONGEST, HEADER + " must have " + LONGEST + " characters at most.");
        return true;
    }
}
