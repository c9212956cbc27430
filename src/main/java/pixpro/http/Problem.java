package pixpro.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * An error as clients see it: RFC 9457 {@code application/problem+json}.
 *
 * @param name kebab-case name of the problem; {@code type} is {@code urn:pixpro:problem:<name>}
 * @param status HTTP status
 * @param title the kind of problem, the same for every occurrence
 * @param detail this occurrence, in a sentence a person understands, with nothing internal
 * @param extensions further members, for programs
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @JsonIgnore String name,
        int status,
        String title,
        String detail,
        @JsonIgnore Map<String, Object> extensions) {

    /** Media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem without extensions. */
    public Problem(String name, int status, String title, String detail) {
        this(name, status, title, detail, Map.of());
    }

    /** @return the URI that names the problem */
    public String getType() {
        return "urn:pixpro:problem:" + name;
    }

    /** @return further members, written beside the others */
    @JsonAnyGetter
    public Map<String, Object> members() {
        return extensions;
    }

    /** Anonymous, or with a token that does not hold. */
    public static Problem unauthenticated(String detail) {
        return new Problem("unauthenticated", 401, "Not logged in", detail);
    }

    /** Logged in, but without the role. */
    public static Problem forbidden(String detail) {
        return new Problem("forbidden", 403, "Not allowed", detail);
    }

    /** Not there, or somebody else's: the answer does not tell which. */
    public static Problem notFound(String detail) {
        return new Problem("not-found", 404, "Not found", detail);
    }

    /** A query or body that does not fit the contract. */
    public static Problem badRequest(String detail) {
        return new Problem("bad-request", 400, "Bad request", detail);
    }

    /** A neighbour that does not answer; worth another try. */
    public static Problem unavailable(String detail) {
        return new Problem("unavailable", 503, "Temporarily unavailable", detail);
    }

    /** A fault of PixPro's own: the log knows more, the client is told nothing internal. */
    public static Problem internal() {
        return new Problem("internal", 500, "Internal error", "Something went wrong on our side; it has been logged.");
    }
}
