package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.MongoTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.event.ImageProgress;
import pixpro.http.Caller;

class RoomsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T22:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(300);
    private static final Caller ADA = new Caller("ada", "ada", Set.of("user"));
    private static final Caller BOB = new Caller("bob", "bob", Set.of("user"));

    private final List<String> sent = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final Inbox inbox = mock(Inbox.class);
    private Runnable onSend = () -> {};
    private Rooms rooms;

    @BeforeEach
    void open() {
        when(inbox.last(anyString())).thenAnswer(call -> kept.stream()
                .filter(entry -> entry.owner().equals(call.getArgument(0)))
                .count());
        when(inbox.after(anyString(), anyLong(), anyInt())).thenAnswer(call -> kept.stream()
                .filter(entry -> entry.owner().equals(call.getArgument(0)))
                .filter(entry -> entry.seq() > call.<Long>getArgument(1))
                .limit(call.<Integer>getArgument(2))
                .toList());
        rooms = at(NOW);
    }

    @Test
    void tellsAllSocketsOfTheOwnerAndNobodyElses() {
        rooms.join("a1", ADA, LATER, null);
        rooms.join("a2", ADA, LATER, null);
        rooms.join("b1", BOB, LATER, null);
        rooms.tell(keep("ada"));
        assertThat(sent).containsExactlyInAnyOrder("a1:ada-1", "a2:ada-1");
    }

    @Test
    void tellsNobodyWhoHasLeft() {
        rooms.join("a1", ADA, LATER, null);
        rooms.leave("a1");
        rooms.leave("a1");
        rooms.tell(keep("ada"));
        assertThat(sent).isEmpty();
        assertThat(rooms.count("ada")).isZero();
    }

    @Test
    void looksIntoTheInboxWhenAnnouncementsMayHaveBeenMissed() {
        rooms.join("a1", ADA, LATER, null);
        keep("ada");
        rooms.sweep();
        assertThat(sent).as("nobody announced it").isEmpty();

        rooms.doubt();
        rooms.sweep();
        rooms.sweep();

        assertThat(sent).containsExactly("a1:ada-1");
    }

    @Test
    void beginsWithWhatComesFromNowOn() {
        keep("ada");
        rooms.join("a1", ADA, LATER, null);
        rooms.tell(keep("ada"));
        assertThat(sent).containsExactly("a1:ada-2");
    }

    @Test
    void sendsWhatWasMissedFirstAndInOrder() {
        keep("ada");
        keep("ada");
        keep("ada");
        when(inbox.seqOf("ada", "ada-1")).thenReturn(1L);
        rooms.join("a1", ADA, LATER, "ada-1");
        rooms.tell(keep("ada"));
        assertThat(sent).containsExactly("a1:ada-2", "a1:ada-3", "a1:ada-4");
    }

    @Test
    void sendsEachOnceAndInOrderHoweverAnnouncementsCome() {
        rooms.join("a1", ADA, LATER, null);
        Kept first = keep("ada");
        Kept second = keep("ada");
        Kept third = keep("ada");
        rooms.tell(third);
        rooms.tell(second);
        assertThat(sent).isEmpty();
        rooms.tell(first);
        rooms.tell(second);
        assertThat(sent).containsExactly("a1:ada-1", "a1:ada-2", "a1:ada-3");
    }

    @Test
    void fillsFromTheInboxWhatRedisForgot() {
        rooms.join("a1", ADA, LATER, null);
        keep("ada");
        rooms.tell(keep("ada"));
        assertThat(sent).isEmpty();
        rooms.sweep();
        assertThat(sent).containsExactly("a1:ada-1", "a1:ada-2");
    }

    @Test
    void triesAgainWhenTheInboxCannotBeReadDuringASweep() {
        rooms.join("a1", ADA, LATER, null);
        keep("ada");
        rooms.tell(keep("ada"));
        when(inbox.after("ada", 0, 200))
                .thenThrow(new MongoTimeoutException("down"))
                .thenReturn(List.copyOf(kept));
        rooms.sweep();
        assertThat(sent).isEmpty();
        rooms.sweep();
        assertThat(sent).containsExactly("a1:ada-1", "a1:ada-2");
    }

    @Test
    void tellsProgressToTheOwnersSocketsOnly() {
        rooms.join("a1", ADA, LATER, null);
        rooms.join("a2", ADA, LATER, null);
        rooms.join("b1", BOB, LATER, null);
        rooms.tellProgress(progress("job", 1));
        assertThat(sent).containsExactlyInAnyOrder("a1:job:progress:1:1", "a2:job:progress:1:1");
    }

    @Test
    void tellsNoProgressAfterTheEndOfItsJob() {
        rooms.join("a1", ADA, LATER, null);
        rooms.tell(keepEnd("image.processed", "job"));
        rooms.tell(keepEnd("image.failed", "other"));
        rooms.tellProgress(progress("job", 4));
        rooms.tellProgress(progress("other", 4));
        rooms.tellProgress(progress("third", 1));
        assertThat(sent).containsExactly("a1:ada-1", "a1:ada-2", "a1:third:progress:1:1");
    }

    @Test
    void tellsNoProgressAfterAnEndThatTheInboxBrought() {
        keepEnd("image.processed", "job");
        rooms.join("a1", ADA, LATER, "unknown");
        rooms.tellProgress(progress("job", 4));
        assertThat(sent).containsExactly("a1:ada-1");
    }

    @Test
    void tellsNoProgressOfAJobWhoseEndWasHeardWhenNobodyWasThere() {
        rooms.tell(keepEnd("image.processed", "job"));
        rooms.join("a1", ADA, LATER, null);
        rooms.tellProgress(progress("job", 4));
        assertThat(sent).isEmpty();
    }

    @Test
    void letsNoProgressInWhileAnEndIsBeingSent() {
        rooms.join("a1", ADA, LATER, null);
        onSend = () -> rooms.tellProgress(progress("job", 4));
        rooms.tell(keepEnd("image.processed", "job"));
        assertThat(sent).containsExactly("a1:ada-1");
    }

    @Test
    void keepsTheInboxesOrderWhateverProgressIsToldInBetween() {
        rooms.join("a1", ADA, LATER, null);
        Kept first = keep("ada");
        Kept second = keep("ada");
        rooms.tell(second);
        rooms.tellProgress(progress("job", 1));
        rooms.tell(first);
        rooms.tellProgress(progress("job", 2));
        keep("ada");
        rooms.tell(keep("ada"));
        rooms.tellProgress(progress("job", 3));
        rooms.sweep();
        assertThat(sent)
                .containsExactly(
                        "a1:job:progress:1:1",
                        "a1:ada-1",
                        "a1:ada-2",
                        "a1:job:progress:1:2",
                        "a1:job:progress:1:3",
                        "a1:ada-3",
                        "a1:ada-4");
    }

    @Test
    void closesASocketWhenItsLoginEnds() {
        rooms.join("a1", ADA, NOW.plusSeconds(1), null);
        rooms.sweep();
        assertThat(rooms.count("ada")).isEqualTo(1);
        rooms.join("a2", ADA, NOW, null);
        rooms.sweep();
        assertThat(sent).containsExactly("a2 closed 1008");
        assertThat(rooms.count("ada")).isEqualTo(1);
    }

    @Test
    void sendsAwayWhoMissedMoreThanASocketCanTake() {
        for (int i = 0; i < Member.MOST_MISSED + 500; i++) {
            keep("ada");
        }
        rooms.join("a1", ADA, LATER, "unknown");
        assertThat(sent).hasSize(Member.MOST_MISSED + 1).endsWith("a1:ada-1000", "a1 closed 1013");
    }

    @Test
    void letsNobodyInWhenTheInboxCannotBeRead() {
        when(inbox.after(anyString(), anyLong(), anyInt())).thenThrow(new MongoTimeoutException("down"));
        assertThatThrownBy(() -> rooms.join("a1", ADA, LATER, "x")).isInstanceOf(MongoTimeoutException.class);
        assertThat(rooms.count("ada")).isZero();
    }

    private Rooms at(Instant now) {
        Sockets sockets = new Sockets() {
            @Override
            public void send(String key, String text) {
                onSend.run();
                sent.add(key + ":" + text.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"));
            }

            @Override
            public void close(String key, int code, String reason) {
                sent.add(key + " closed " + code);
            }
        };
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        return new Rooms(inbox, new Announcement(json), sockets, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ImageProgress progress(String job, long completed) {
        return new ImageProgress("ada", "image", job, "edit", 1, 1, completed, 4L, NOW);
    }

    private Kept keep(String owner) {
        return keep(owner, "image.queued", "job");
    }

    private Kept keepEnd(String type, String job) {
        return keep("ada", type, job);
    }

    private Kept keep(String owner, String type, String job) {
        long seq = kept.stream().filter(entry -> entry.owner().equals(owner)).count() + 1;
        Notification notification =
                new Notification(owner + "-" + seq, type, "image", job, NOW, Map.of("status", "any"));
        kept.add(new Kept(owner, seq, notification));
        return kept.get(kept.size() - 1);
    }
}
