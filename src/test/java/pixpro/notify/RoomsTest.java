package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import com.mongodb.MongoTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomsTest extends RoomsFixture {
    @Test
    void tellsAllSocketsOfTheOwnerAndNobodyElses() {
        rooms.join("a1", login(ADA, LATER), null);
        rooms.join("a2", login(ADA, LATER), null);
        rooms.join("b1", login(BOB, LATER), null);
        rooms.tell(keep("ada"));
        assertThat(sent).containsExactlyInAnyOrder("a1:ada-1", "a2:ada-1");
    }

    @Test
    void tellsNobodyWhoHasLeft() {
        rooms.join("a1", login(ADA, LATER), null);
        rooms.leave("a1");
        rooms.leave("a1");
        rooms.tell(keep("ada"));
        assertThat(sent).isEmpty();
        assertThat(rooms.count("ada")).isZero();
    }

    @Test
    void looksIntoTheInboxWhenAnnouncementsMayHaveBeenMissed() {
        rooms.join("a1", login(ADA, LATER), null);
        keep("ada");
        rooms.sweep();
        assertThat(sent).as("nobody announced it").isEmpty();

        rooms.doubt();
        rooms.sweep();
        rooms.sweep();

        assertThat(sent).containsExactly("a1:ada-1");
    }

    @Test
    void sendsEachOnceAndInOrderHoweverAnnouncementsCome() {
        rooms.join("a1", login(ADA, LATER), null);
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
        rooms.join("a1", login(ADA, LATER), null);
        keep("ada");
        rooms.tell(keep("ada"));
        assertThat(sent).isEmpty();
        rooms.sweep();
        assertThat(sent).containsExactly("a1:ada-1", "a1:ada-2");
    }

    @Test
    void triesAgainWhenTheInboxCannotBeReadDuringASweep() {
        rooms.join("a1", login(ADA, LATER), null);
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
        rooms.join("a1", login(ADA, LATER), null);
        rooms.join("a2", login(ADA, LATER), null);
        rooms.join("b1", login(BOB, LATER), null);
        rooms.tellProgress(progress("job", 1));
        assertThat(sent).containsExactlyInAnyOrder("a1:job:progress:1:1", "a2:job:progress:1:1");
    }

    @Test
    void tellsNoProgressAfterTheEndOfItsJob() {
        rooms.join("a1", login(ADA, LATER), null);
        rooms.tell(keepEnd("image.processed", "job"));
        rooms.tell(keepEnd("image.failed", "other"));
        rooms.tellProgress(progress("job", 4));
        rooms.tellProgress(progress("other", 4));
        rooms.tellProgress(progress("third", 1));
        assertThat(sent).containsExactly("a1:ada-1", "a1:ada-2", "a1:third:progress:1:1");
    }

    @Test
    void tellsNoProgressAfterAnEndThatTheInboxBrought() {
        keep("ada");
        keepEnd("image.processed", "job");
        rooms.join("a1", login(ADA, LATER), "ada-1");
        rooms.tellProgress(progress("job", 4));
        assertThat(sent).containsExactly("a1:ada-2");
    }

    @Test
    void tellsNoProgressOfAJobWhoseEndWasHeardWhenNobodyWasThere() {
        rooms.tell(keepEnd("image.processed", "job"));
        rooms.join("a1", login(ADA, LATER), null);
        rooms.tellProgress(progress("job", 4));
        assertThat(sent).isEmpty();
    }

    @Test
    void letsNoProgressInWhileAnEndIsBeingSent() {
        rooms.join("a1", login(ADA, LATER), null);
        onSend = () -> rooms.tellProgress(progress("job", 4));
        rooms.tell(keepEnd("image.processed", "job"));
        assertThat(sent).containsExactly("a1:ada-1");
    }

    @Test
    void keepsTheInboxesOrderWhateverProgressIsToldInBetween() {
        rooms.join("a1", login(ADA, LATER), null);
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
        rooms.join("a1", login(ADA, NOW.plusSeconds(1)), null);
        rooms.sweep();
        assertThat(rooms.count("ada")).isEqualTo(1);
        rooms.join("a2", login(ADA, NOW), null);
        rooms.sweep();
        assertThat(sent).containsExactly("a2 closed 1008");
        assertThat(rooms.count("ada")).isEqualTo(1);
    }
}
