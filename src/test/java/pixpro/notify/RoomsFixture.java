package pixpro.notify;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import pixpro.event.ImageProgress;
import pixpro.event.ImageVersion;
import pixpro.event.SampleJson;
import pixpro.http.Caller;
import pixpro.library.ImageView;
import pixpro.library.LibraryQueries;
import pixpro.library.Page;

/** Rooms on an inbox in memory, with what their sockets are sent. */
abstract class RoomsFixture {

    static final Instant NOW = Instant.parse("2026-11-23T22:00:00Z");
    static final Instant LATER = NOW.plusSeconds(300);
    static final long VERSION = ImageVersion.waiting(NOW);
    static final Caller ADA = new Caller("ada", "ada", Set.of("user"));
    static final Caller BOB = new Caller("bob", "bob", Set.of("user"));

    final List<String> sent = new ArrayList<>();
    final List<Kept> kept = new ArrayList<>();
    final List<String> greetings = new ArrayList<>();
    final Inbox inbox = mock(Inbox.class);
    final LibraryQueries library = mock(LibraryQueries.class);
    Runnable onSend = () -> {};
    Rooms rooms;

    @BeforeEach
    void open() {
        when(inbox.last(anyString()))
                .thenAnswer(call -> newest(call.getArgument(0)).map(Kept::seq).orElse(0L));
        when(inbox.newest(anyString())).thenAnswer(call -> newest(call.getArgument(0)));
        when(inbox.find(anyString(), anyString())).thenAnswer(call -> kept.stream()
                .filter(entry -> entry.owner().equals(call.getArgument(0)))
                .filter(entry -> entry.notification().id().equals(call.getArgument(1)))
                .map(Kept::seq)
                .findFirst());
        when(library.list(any(), any())).thenReturn(new Page<>(List.of(), null));
        when(inbox.after(anyString(), anyLong(), anyInt())).thenAnswer(call -> kept.stream()
                .filter(entry -> entry.owner().equals(call.getArgument(0)))
                .filter(entry -> entry.seq() > call.<Long>getArgument(1))
                .limit(call.<Integer>getArgument(2))
                .toList());
        rooms = at(NOW);
    }

    Rooms at(Instant now) {
        Sockets sockets = new Sockets() {
            @Override
            public void send(String key, Message message) {
                if (message.event().equals("session.started")) {
                    greetings.add(message.json());
                    return;
                }
                onSend.run();
                sent.add(key + ":" + message.json().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"));
            }

            @Override
            public void close(String key, int code, String reason) {
                sent.add(key + " closed " + code);
            }
        };
        return new Rooms(
                inbox,
                new Starts(inbox, library),
                new Announcement(SampleJson.mapper()),
                sockets,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    String greeting() {
        return greetings.get(greetings.size() - 1);
    }

    static Login login(Caller caller, Instant expiresAt) {
        return new Login(caller, caller.username() + "-session", expiresAt);
    }

    static ImageProgress progress(String job, long completed) {
        return new ImageProgress("ada", "image", job, VERSION, "edit", 1, 1, completed, 4L, NOW);
    }

    /** The library shows the image as it was at a moment. */
    void shows(Instant queuedAt) {
        ImageView view = SampleJson.mapper()
                .convertValue(
                        Map.of(
                                "id", "image",
                                "receivedAt", NOW.toString(),
                                "status", "queued",
                                "version", ImageVersion.waiting(queuedAt),
                                "jobs", List.of()),
                        ImageView.class);
        when(library.list(any(), any())).thenReturn(new Page<>(List.of(view), null));
    }

    Optional<Kept> newest(String owner) {
        return kept.stream().filter(entry -> entry.owner().equals(owner)).reduce((first, second) -> second);
    }

    void keepMany(int count) {
        for (int i = 0; i < count; i++) {
            keep("ada");
        }
    }

    Kept keep(String owner) {
        return keep(owner, "image.queued", "job");
    }

    Kept keepEnd(String type, String job) {
        return keep("ada", type, job);
    }

    Kept keep(String owner, String type, String job) {
        long seq = newest(owner).map(Kept::seq).orElse(0L) + 1;
        Notification notification =
                new Notification(owner + "-" + seq, VERSION, type, "image", job, NOW, Map.of("status", "any"));
        kept.add(new Kept(owner, seq, notification));
        return kept.get(kept.size() - 1);
    }
}
