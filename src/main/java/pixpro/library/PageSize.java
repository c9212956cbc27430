package pixpro.library;

import java.util.regex.Pattern;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** The query parameter {@code limit}. */
public final class PageSize {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private PageSize() {}

    /**
     * @param limit what the client sent; null or empty for nothing
     * @param usual what nothing means
     * @param most the largest that is served
     * @return how many items to serve
     * @throws ProblemException 400 if it is not a number from 1 to {@code most}
     */
    public static int parse(String limit, int usual, int most) {
        if (limit == null || limit.isEmpty()) {
            return usual;
        }
        int size = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (size < 1 || size > most) {
            throw new ProblemException(Problem.badRequest("limit must be a whole number from 1 to " + most + "."));
        }
        return size;
    }
}
