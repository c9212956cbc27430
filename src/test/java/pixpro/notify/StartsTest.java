package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.when;

import com.mongodb.MongoTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartsTest extends RoomsFixture {
    @Test
    void beginsWithWhatComesFromNowOn() {
        keep("ada");
        rooms.join("a1", login(ADA, LATER), null);
        rooms.tell(keep("ada"));
        assertThat(sent).containsExactly("a1:ada-2");
    }

    @Test
    void sendsWhatWasMissedFirstAndInOrder() {
        keep("ada");
        keep("ada");
        keep("ada");
        rooms.join("a1", login(ADA, LATER), "ada-1");
        rooms.tell(keep("ada"));
        assertThat(sent).containsExactly("a1:ada-2", "a1:ada-3", "a1:ada-4");
    }

    @Test
    void sendsAllThatWasMissedAsLongAsASocketCanTakeIt() {
        keepMany(Starts.MOST_MISSED + 1);
        rooms.join("a1", login(ADA, LATER), "ada-1");
        assertThat(sent).hasSize(Starts.MOST_MISSED).startsWith("a1:ada-2").endsWith("a1:ada-1001");
        assertThat(greeting()).contains("\"recovered\":true", "\"last\":\"ada-1\"");
    }

    @Test
    void beginsAnewWithTheLibraryWhereMoreWasMissed() {
        keepMany(Starts.MOST_MISSED + 2);
        shows(NOW);
        rooms.join("a1", login(ADA, LATER), "ada-1");
        rooms.tell(keep("ada"));
        assertThat(sent).containsExactly("a1:ada-1003");
        assertThat(greeting())
                .contains("\"recovered\":false", "\"last\":\"ada-1002\"", "\"snapshot\":{\"items\":[{\"id\":\"image\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "bob-1", "", "job:progress:1:3", "{\"$gt\":\"\"}"})
    void beginsAnewAfterAnEventThatIsNotInTheInbox(String after) {
        keep("ada");
        keep("bob");
        shows(NOW);
        rooms.join("a1", login(ADA, LATER), after);
        assertThat(sent).isEmpty();
        assertThat(greeting()).contains("\"recovered\":false", "\"last\":\"ada-1\"");
    }

    @Test
    void beginsAnewWhereTheInboxHasAHole() {
        keep("ada");
        Kept lost = keep("ada");
        keep("ada");
        kept.remove(lost);
        shows(NOW);
        rooms.join("a1", login(ADA, LATER), "ada-1");
        assertThat(greeting()).contains("\"recovered\":false", "\"last\":\"ada-3\"");
    }

    @Test
    void addsToTheLibraryWhatItDoesNotShowYet() {
        keep("ada");
        keepEnd("image.processed", "job");
        keep("ada");
        shows(NOW.minusMillis(1));
        rooms.join("a1", login(ADA, LATER), "unknown");
        assertThat(sent).containsExactly("a1:ada-1", "a1:ada-2", "a1:ada-3");
        assertThat(greeting()).contains("\"last\":\"beginning\"");
    }

    @Test
    void addsThumbnailsThatTheLibraryDoesNotShowYet() {
        keep("ada");
        keepEnd("image.prepared", null);
        shows(NOW.plusMillis(1));
        rooms.join("a1", login(ADA, LATER), "unknown");
        assertThat(sent).containsExactly("a1:ada-2");
    }

    @Test
    void namesAPlaceToComeBackToWhereNothingHasHappenedYet() {
        rooms.join("a1", login(ADA, LATER), null);
        assertThat(greetings)
                .containsExactly(
                        "{\"type\":\"session.started\",\"last\":\"beginning\",\"expiresAt\":\"" + LATER + "\"}");
        rooms.leave("a1");
        keep("ada");
        rooms.join("a1", login(ADA, LATER), "beginning");
        assertThat(sent).containsExactly("a1:ada-1");
    }

    @Test
    void greetsBeforeAnythingElseWhateverIsAnnouncedMeanwhile() {
        when(inbox.newest(anyString())).thenAnswer(call -> {
            Optional<Kept> newest = newest("ada");
            rooms.tell(keep("ada"));
            rooms.tellProgress(progress("job", 1));
            return newest;
        });
        onSend = () -> assertThat(greetings).hasSize(1);
        rooms.join("a1", login(ADA, LATER), null);
        assertThat(sent).containsExactly("a1:ada-1");
    }

    @Test
    void letsNobodyInWhenTheInboxCannotBeRead() {
        when(inbox.find(anyString(), anyString())).thenThrow(new MongoTimeoutException("down"));
        assertThatThrownBy(() -> rooms.join("a1", login(ADA, LATER), "x")).isInstanceOf(MongoTimeoutException.class);
        assertThat(rooms.count("ada")).isZero();
    }
}
