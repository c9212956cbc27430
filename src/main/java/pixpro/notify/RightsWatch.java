package pixpro.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sockets whose owners may no longer be there. A token holds until it expires, whatever becomes of its owner, so
 * Keycloak is asked what it wrote down: once for all sockets, and then about those whom it concerns. What it said is
 * remembered as long as a token lasts, for those who come with one from before.
 */
public class RightsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RightsWatch.class);

    /** Longer than a token lasts. */
    private static final Duration MEMORY = Duration.ofMinutes(15);

    /** Keycloak writes an event down when it commits, which may be a moment after the time that the event names. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    /** How many people Keycloak is asked about in a row; the others are next. */
    static final int MOST_AT_ONCE = 20;

    private static final Set<String> RIGHTS = Set.of("user", "operator", "admin");

    private static final String LOGGED_OUT = "You have been logged out; please log in again.";

    private final Rooms rooms;
    private final Realm realm;
    private final Clock clock;
    /** Ids of what was heard. */
    private final Map<String, Instant> heard = new HashMap<>();

    private final Map<String, Instant> endedSessions = new HashMap<>();

    /** By person, the count of the last change that concerned them. */
    private final Map<String, Long> changed = new HashMap<>();

    /** By socket, the count up to which Keycloak has been asked. */
    private final Map<String, Long> settled = new HashMap<>();

    private long count;
    private long changedForAll;
    private Instant heardUntil;
    private boolean away;

    RightsWatch(Rooms rooms, Realm realm) {
        this(rooms, realm, Clock.systemUTC());
    }

    /** @param realm null to watch nothing */
    RightsWatch(Rooms rooms, Realm realm, Clock clock) {
        this.rooms = rooms;
        this.realm = realm;
        this.clock = clock;
        heardUntil = clock.instant().minus(MEMORY);
    }

    /** To be called every moment. While Keycloak is away, sockets stay until their logins end. */
    public synchronized void look() {
        Map<String, Login> logins = realm == null ? Map.of() : rooms.logins();
        if (logins.isEmpty()) {
            return;
        }
        try {
            listen();
            settled.keySet().retainAll(logins.keySet());
            end(logins);
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.warn("Keycloak does not tell whose rights have changed reason={}", e.toString());
            }
            away = true;
        }
    }

    private void listen() {
        Instant now = clock.instant();
        Instant oldest = now.minus(MEMORY);
        for (Realm.Change change : realm.changes(heardUntil.isBefore(oldest) ? oldest : heardUntil)) {
            if (heard.putIfAbsent(change.id(), change.at()) == null) {
                note(change);
            }
        }
        heardUntil = now.minus(OVERLAP);
        heard.values().removeIf(oldest::isAfter);
        endedSessions.values().removeIf(oldest::isAfter);
        if (heard.isEmpty()) {
            changed.clear();
            changedForAll = 0;
        }
    }

    private void note(Realm.Change change) {
        count++;
        if (change.sessionId() != null) {
            endedSessions.put(change.sessionId(), change.at());
        } else if (change.userId() != null) {
            changed.put(change.userId(), count);
        } else {
            changedForAll = count;
        }
    }

    private void end(Map<String, Login> logins) {
        Set<String> doubtful = new LinkedHashSet<>();
        logins.forEach((key, login) -> {
            String owner = login.caller().id();
            if (endedSessions.containsKey(login.session())) {
                rooms.end(key, LOGGED_OUT);
            } else if (settled.getOrDefault(key, 0L) < Math.max(changed.getOrDefault(owner, 0L), changedForAll)) {
                doubtful.add(owner);
            }
        });
        doubtful.stream().limit(MOST_AT_ONCE).forEach(owner -> ask(owner, logins));
    }

    private void ask(String owner, Map<String, Login> logins) {
        Optional<Realm.Account> account = realm.account(owner);
        logins.forEach((key, login) -> {
            if (login.caller().id().equals(owner)) {
                settled.put(key, count);
                reason(account, login).ifPresent(reason -> rooms.end(key, reason));
            }
        });
    }

    private static Optional<String> reason(Optional<Realm.Account> account, Login login) {
        if (!account.map(Realm.Account::enabled).orElse(false)) {
            return Optional.of("Your account has been disabled.");
        }
        if (login.session() != null && !account.get().sessions().contains(login.session())) {
            return Optional.of(LOGGED_OUT);
        }
        boolean keepsAll = login.caller().roles().stream()
                .filter(RIGHTS::contains)
                .allMatch(account.get().roles()::contains);
        return keepsAll ? Optional.empty() : Optional.of("Your rights have changed; please log in again.");
    }

    @Override
    public void close() {
        if (realm != null) {
            realm.close();
        }
    }
}
