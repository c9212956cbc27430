package pixpro.http;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads a moment that a client names. */
public final class InstantParameter {

    private InstantParameter() {}

    /**
     * @param name of the parameter, for whoever got it wrong
     * @param text ISO-8601
     * @return the moment, which MongoDB can hold as a date
     * @throws ProblemException 400 if it is none
     */
    public static Instant read(String name, String text) {
        try {
            Instant instant = Instant.parse(text);
            // what no date of MongoDB's can hold is none
            instant.toEpochMilli();
            return instant;
        } catch (DateTimeException | ArithmeticException e) {
            throw new ProblemException(
                    Problem.badRequest(name + " must be an ISO-8601 instant such as 2026-11-23T20:00:00Z."), e);
        }
    }
}
