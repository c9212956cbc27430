package pixpro.notify;

import java.time.Instant;
import pixpro.http.Caller;

/**
 * Who logged in on a socket, and until when.
 *
 * @param caller who it is
 * @param session the login's session at Keycloak; null if the token names none
 * @param expiresAt when the token ends
 */
public record Login(Caller caller, String session, Instant expiresAt) {

    /** Exchange property under which {@link KnowLogin} leaves it. */
    public static final String PROPERTY = "pixproLogin";
}
