package pixpro.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Keycloak knows of people's rights. Questions may fail as its client does. */
interface Realm extends AutoCloseable {

    /**
     * @param since a moment
     * @return whose rights may have changed since then, oldest first; some may be told again
     */
    List<Change> changes(Instant since);

    /** @return how an account is now; empty if there is none of this id */
    Optional<Account> account(String userId);

    @Override
    void close();

    /**
     * Something that may have taken rights away.
     *
     * @param id tells it from others
     * @param at when
     * @param userId whose; null for anybody's
     * @param sessionId the session that ended; null if it is not about one
     */
    record Change(String id, Instant at, String userId, String sessionId) {}

    /**
     * @param enabled whether the person may log in
     * @param roles realm roles, those that come with others included
     * @param sessions ids of the logins that last
     */
    record Account(boolean enabled, Set<String> roles, Set<String> sessions) {}
}
