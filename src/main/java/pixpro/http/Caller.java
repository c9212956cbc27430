package pixpro.http;

import java.util.Set;

/**
 * Who is asking, from a verified token.
 *
 * @param id the token's {@code sub}: owner of what it uploads
 * @param username the token's {@code preferred_username}, for showing
 * @param roles realm roles
 */
public record Caller(String id, String username, Set<String> roles) {

    /** Exchange property under which the routes' first step leaves the caller. */
    public static final String PROPERTY = "pixproCaller";
}
