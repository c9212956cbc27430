package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.http.Caller;

class RightsWatchTest extends RoomsFixture {

    private final List<Realm.Change> changes = new ArrayList<>();
    private final Map<String, Realm.Account> accounts = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Instant now = NOW;
    private boolean away;
    private RightsWatch watch;

    @BeforeEach
    void begin() {
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        watch = new RightsWatch(rooms, new AskedRealm(), clock);
        accounts.put("ada", new Realm.Account(true, Set.of("user", "default-roles-pixpro"), Set.of("ada-session")));
        accounts.put("bob", new Realm.Account(true, Set.of("user"), Set.of("bob-session")));
        rooms.join("a1", login(ADA, LATER), null);
        rooms.join("b1", login(BOB, LATER), null);
    }

    @Test
    void asksAboutNobodyAsLongAsNothingChanges() {
        look(3);
        assertThat(asked).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void endsTheSocketsOfASessionThatEndedWithoutAskingAgain() {
        rooms.join("a2", new Login(ADA, "another", LATER), null);
        look(3);
        changes.add(new Realm.Change("1", now, "ada", "another"));
        look(2);
        assertThat(sent).containsExactly("a2 closed 1008");
        assertThat(asked).isEmpty();
    }

    @Test
    void endsTheSocketsOfWhoIsDisabledGoneOrLoggedOut() {
        rooms.join("c1", login(new Caller("cyd", "cyd", Set.of("user")), LATER), null);
        accounts.put("ada", new Realm.Account(false, Set.of("user"), Set.of("ada-session")));
        accounts.put("bob", new Realm.Account(true, Set.of("user"), Set.of()));
        changes.add(new Realm.Change("1", now, null, null));
        look(1);
        assertThat(sent).containsExactlyInAnyOrder("a1 closed 1008", "b1 closed 1008", "c1 closed 1008");
    }

    @Test
    void endsTheSocketsOfWhoLostARoleThatTheTokenHas() {
        Caller operator = new Caller("ada", "ada", Set.of("user", "operator", "default-roles-pixpro"));
        rooms.join("a2", login(operator, LATER), null);
        // a role that is none of PixPro's
        rooms.join("a3", login(new Caller("ada", "ada", Set.of("user", "offline_access")), LATER), null);
        changes.add(new Realm.Change("1", now, "ada", null));
        look(2);
        assertThat(sent).as("the other tokens are of no operator").containsExactly("a2 closed 1008");
        assertThat(asked).as("once, and nobody else").containsExactly("ada");
    }

    @Test
    void remembersForWhoComesWithATokenFromBefore() {
        changes.add(new Realm.Change("1", now, "ada", null));
        changes.add(new Realm.Change("2", now, "bob", "ended"));
        look(1);
        accounts.put("ada", new Realm.Account(false, Set.of("user"), Set.of()));
        pass(600);
        changes.clear();
        rooms.join("a2", login(ADA, LATER), null);
        rooms.join("b2", new Login(BOB, "ended", LATER), null);
        look(1);
        assertThat(sent).containsExactlyInAnyOrder("a1 closed 1008", "a2 closed 1008", "b2 closed 1008");
    }

    @Test
    void asksAboutFewAtOnceAndAboutAllInTheEnd() {
        for (int i = 0; i < 2 * RightsWatch.MOST_AT_ONCE; i++) {
            Caller caller = new Caller("u" + i, "u" + i, Set.of("user"));
            accounts.put("u" + i, new Realm.Account(true, Set.of("user"), Set.of("u" + i + "-session")));
            rooms.join("s" + i, login(caller, LATER), null);
        }
        changes.add(new Realm.Change("1", now, null, null));
        look(1);
        assertThat(asked).hasSize(RightsWatch.MOST_AT_ONCE);
        look(3);
        assertThat(asked).hasSize(2 * RightsWatch.MOST_AT_ONCE + 2).doesNotHaveDuplicates();
        assertThat(sent).isEmpty();
    }

    @Test
    void leavesSocketsAloneWhileKeycloakIsAwayAndMissesNothing() {
        away = true;
        look(2);
        assertThat(sent).isEmpty();
        changes.add(new Realm.Change("1", now, "ada", "ada-session"));
        pass(60);
        away = false;
        look(1);
        assertThat(sent).containsExactly("a1 closed 1008");
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
            pass(1);
        }
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private final class AskedRealm implements Realm {

        @Override
        public List<Change> changes(Instant since) {
            if (away) {
                throw new IllegalStateException("away");
            }
            return changes.stream()
                    .filter(change -> !change.at().isBefore(since))
                    .toList();
        }

        @Override
        public Optional<Account> account(String userId) {
            asked.add(userId);
            return Optional.ofNullable(accounts.get(userId));
        }

        @Override
        public void close() {}
    }
}
