package pixpro.library;

import java.util.UUID;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** Ids as clients send them. */
final class Ids {

    private Ids() {}

    /** @return whether it is a UUID as PixPro writes it */
    static boolean isOne(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    /**
     * An id that is no UUID names nothing, so it is answered like one that names nothing.
     *
     * @param id as sent
     * @param otherwise what is said if it is none
     * @return the id
     * @throws ProblemException 404 if it is none
     */
    static String canonical(String id, String otherwise) {
        if (!isOne(id)) {
            throw new ProblemException(Problem.notFound(otherwise));
        }
        return id;
    }
}
