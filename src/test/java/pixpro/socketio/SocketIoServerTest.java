package pixpro.socketio;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** Frames in, frames out: without a network, and with visitors whose decisions the test makes. */
class SocketIoServerTest {

    private static final Map<String, String> QUERY = Map.of("EIO", "4", "transport", "websocket");
    private static final String GOOD = "40{\"token\":\"good\"}";
    private static final int LONGEST = 2000;

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final List<String> visits = new CopyOnWriteArrayList<>();
    private final CountDownLatch decision = new CountDownLatch(1);
    private final Frames wire = new Wire();
    private final SocketIoServer server = server(Duration.ofMinutes(1));
    private final SocketIoFrames frames = new SocketIoFrames(server, wire);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void letsAClientInByItsTokenAndTellsItWhatCameMeanwhileAfterwards() throws IOException {
        frames.opened("a", QUERY);
        say("a", "40{\"token\":\"slow\"}");
        await().atMost(5, SECONDS).until(() -> !visits.isEmpty());
        server.send(socket(0), "image.queued", "{\"id\":1}");
        decision.countDown();
        await().atMost(5, SECONDS).until(() -> sent.size() == 3);
        server.send(socket(0), "image.\"processed\"", "{\"id\":2}");

        assertThat(sent.get(0)).startsWith("a:0{\"sid\"");
        assertThat(sent.get(1)).isEqualTo("a:40{\"sid\":\"" + socket(0) + "\"}");
        assertThat(sent.get(2)).isEqualTo("a:42[\"image.queued\",{\"id\":1}]");
        assertThat(sent.get(3)).isEqualTo("a:42[\"image.\\\"processed\\\"\",{\"id\":2}]");
    }

    @Test
    void refusesAClientAndLetsItTryAgain() throws IOException {
        frames.opened("a", QUERY);
        for (String bad : List.of("40", "40{}", "40{\"token\":1}", "40{\"token\":\"bad\"}", "40{\"after\":[]}")) {
            int before = sent.size();
            say("a", bad);
            await().atMost(5, SECONDS).until(() -> sent.size() > before);
            assertThat(sent.get(before)).startsWith("a:44{").contains("\"message\":", "\"code\":4");
        }
        say("a", GOOD);
        await().atMost(5, SECONDS).until(() -> sent.get(sent.size() - 1).startsWith("a:40"));
        assertThat(closed).isEmpty();
    }

    @Test
    void knowsNoOtherNamespace() throws IOException {
        frames.opened("a", QUERY);
        say("a", "40/admin,{\"token\":\"good\"}");
        await().atMost(5, SECONDS).until(() -> sent.size() == 2);
        assertThat(sent.get(1)).startsWith("a:44/admin,{").contains("Invalid namespace");
        assertThat(visits).isEmpty();
    }

    @Test
    void cutsTheLineWhenNobodyCanTellSoThatTheClientComesBack() throws IOException {
        frames.opened("a", QUERY);
        say("a", "40{\"token\":\"away\"}");
        await().atMost(5, SECONDS).until(() -> closed.contains("a"));
        assertThat(sent).hasSize(1);
        assertThat(server.count()).isZero();
    }

    @Test
    void acknowledgesWhatIsAskedForAndTellsWhatIsRefused() throws IOException {
        enter("a");
        say("a", "42[\"tell\",1,null,{\"a\":[true]}]");
        say("a", "427[\"tell\",1,null,{\"a\":[true]}]");
        say("a", "428[\"forbidden\"]");
        say("a", "451-9[\"tell\",{\"_placeholder\":true,\"num\":0}]");
        frames.frame("a", new ByteArrayInputStream(new byte[500]));
        await().atMost(5, SECONDS).until(() -> sent.size() == 6);
        assertThat(sent.subList(2, 6))
                .containsExactly(
                        "a:437[1,null,{\"a\":[true]}]",
                        "a:438[{\"code\":403,\"error\":\"No.\"}]",
                        "a:461-9[{\"_placeholder\":true,\"num\":0}]",
                        "a:bytes500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "x",
                "1",
                "4",
                "49",
                "4[",
                "40{",
                "40[]",
                "42",
                "42[]",
                "42[null]",
                "42{}",
                "42[\"echo\",1]",
                "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]",
                "45-1-[\"echo\"]",
                "459999999999-[]",
                "4299999999999[\"a\"]"
            })
    void cutsWhoSendsGarbageBeforeTheLogin(String garbage) throws IOException {
        frames.opened("a", QUERY);
        say("a", garbage);
        say("a", "42[\"tell\",1]");
        await().atMost(5, SECONDS).until(() -> server.count() == 0 || !closed.isEmpty());
        assertThat(visits).noneMatch(visit -> visit.startsWith("arrive") || visit.startsWith("say"));
    }

    @Test
    void cutsWhoSendsTooMuchAfterTheLogin() throws IOException {
        enter("deep");
        say("deep", "42[\"tell\"," + "[".repeat(100) + "]".repeat(101));
        enter("long");
        say("long", "42[\"tell\",\"" + "x".repeat(LONGEST) + "\"]");
        enter("heavy");
        say("heavy", "452-[\"tell\"]");
        frames.frame("heavy", new ByteArrayInputStream(new byte[LONGEST - 100]));
        frames.frame("heavy", new ByteArrayInputStream(new byte[101]));
        enter("endless");
        say("endless", "459999-[\"tell\"]");
        for (int i = 0; i < 101; i++) {
            frames.frame("endless", new ByteArrayInputStream(new byte[0]));
        }
        enter("shallow");
        say("shallow", "42[\"tell\",\"" + "[".repeat(101) + "\"," + "[".repeat(99) + "]".repeat(100));
        await().atMost(5, SECONDS).until(() -> visits.contains("say tell"));
        frames.closed("shallow");
        enter("twice");
        say("twice", GOOD);
        enter("astray");
        frames.frame("astray", new ByteArrayInputStream(new byte[1]));
        await().atMost(5, SECONDS).until(() -> server.count() == 0);
        assertThat(closed).containsExactlyInAnyOrder("deep", "long", "heavy", "endless", "twice", "astray");
        assertThat(visits).filteredOn(visit -> visit.startsWith("say")).hasSize(1);
        assertThat(visits).filteredOn(visit -> visit.startsWith("leave")).hasSize(7);
    }

    @Test
    void cutsWhoSaysMoreThanIsReadMeanwhile() throws IOException {
        frames.opened("a", QUERY);
        say("a", "40{\"token\":\"slow\"}");
        for (int i = 0; i < 5; i++) {
            say("a", "42[\"tell\",\"" + "x".repeat(LONGEST - 20) + "\"]");
        }
        await().atMost(5, SECONDS).until(() -> closed.contains("a"));
        decision.countDown();
        await().atMost(5, SECONDS).until(() -> visits.stream().anyMatch(visit -> visit.startsWith("leave")));
        assertThat(sent).as("never told that it is in").hasSize(1);
    }

    @Test
    void cutsWhoDoesNotLogInForTooLong() {
        SocketIoServer hasty = server(Duration.ofSeconds(1));
        new SocketIoFrames(hasty, wire).opened("a", QUERY);
        await().atMost(5, SECONDS).until(() -> closed.contains("a"));
        await().atMost(5, SECONDS).until(() -> hasty.count() == 0);
        hasty.stop();
    }

    @Test
    void cutsNobodyWhoseLoginWaitsForUs() throws IOException {
        SocketIoServer hasty = server(Duration.ofSeconds(1));
        SocketIoFrames door = new SocketIoFrames(hasty, wire);
        for (String key : List.of("slow", "doubtful")) {
            door.opened(key, QUERY);
            door.frame(key, "40{\"token\":\"" + key + "\"}");
        }
        door.opened("late", QUERY);
        door.frame("late", GOOD);
        door.opened("silent", QUERY);
        await().atMost(5, SECONDS).until(() -> closed.contains("silent"));
        assertThat(closed).containsExactly("silent");

        decision.countDown();
        await().atMost(5, SECONDS).until(() -> closed.contains("doubtful"));
        await().atMost(5, SECONDS)
                .until(() -> sent.stream()
                                .filter(frame -> frame.matches("(slow|late):40.*"))
                                .count()
                        == 2);
        assertThat(closed).containsExactly("silent", "doubtful");
        hasty.stop();
    }

    @Test
    void sendsAwayWhoSpeaksAnotherProtocolOrContinuesWhatIsNotThere() {
        frames.opened("old", Map.of("EIO", "3", "transport", "websocket"));
        frames.opened("none", Map.of());
        frames.opened("stranger", Map.of("EIO", "4", "transport", "websocket", "sid", "nobody"));
        assertThat(closed).containsExactly("old", "none", "stranger");
        assertThat(server.count()).isZero();
    }

    @Test
    void tellsWhyASocketEndsForGoodAndCutsItOtherwise() throws IOException {
        enter("a");
        server.close(socket(0), 1008, "Bye \"you\".");
        assertThat(sent.subList(2, 4))
                .containsExactly("a:42[\"session.ended\",{\"reason\":\"Bye \\\"you\\\".\",\"code\":1008}]", "a:41");
        enter("b");
        server.close(socket(1), 1013, "Come back.");
        assertThat(sent.subList(6, sent.size())).isEmpty();
        assertThat(closed).containsExactly("a", "b");
        frames.closed("a");
        server.close(socket(0), 1008, "again");
        server.send(socket(0), "x", "{}");
        await().atMost(5, SECONDS).until(() -> server.count() == 0);
        assertThat(sent).hasSize(6);
    }

    private SocketIoServer server(Duration patience) {
        return new SocketIoServer(
                new SocketIoSettings(LONGEST, patience, Duration.ofSeconds(25), Duration.ofSeconds(20), 2),
                new Doorkeeper());
    }

    private void enter(String key) throws IOException {
        frames.opened(key, QUERY);
        say(key, GOOD);
        await().atMost(5, SECONDS).until(() -> sent.stream().anyMatch(frame -> frame.startsWith(key + ":40")));
    }

    private void say(String key, String frame) throws IOException {
        frames.frame(key, frame);
    }

    /** @return the key of the count-th socket that wanted in */
    private String socket(int count) {
        return visits.stream()
                .filter(visit -> visit.startsWith("arrive "))
                .map(visit -> visit.substring("arrive ".length()))
                .toList()
                .get(count);
    }

    private final class Wire implements Frames {

        @Override
        public void send(String key, Object frame) {
            sent.add(key + ":" + (frame instanceof byte[] bytes ? "bytes" + bytes.length : frame));
        }

        @Override
        public void close(String key) {
            closed.add(key);
        }
    }

    private final class Doorkeeper implements Visitors {

        @Override
        public void arrive(String key, Credentials credentials) {
            if ("away".equals(credentials.token())) {
                throw new IllegalStateException("nobody can tell");
            }
            if ("doubtful".equals(credentials.token())) {
                await().atMost(5, SECONDS).until(() -> decision.getCount() == 0);
            }
            if (!List.of("good", "slow").contains(String.valueOf(credentials.token()))) {
                throw new ProblemException(Problem.unauthenticated("Please log in."));
            }
            visits.add("arrive " + key);
            if ("slow".equals(credentials.token())) {
                await().atMost(5, SECONDS).until(() -> decision.getCount() == 0);
            }
        }

        @Override
        public List<Object> say(String key, String event, List<Object> arguments) {
            visits.add("say " + event);
            if ("forbidden".equals(event)) {
                throw new ProblemException(Problem.forbidden("No."));
            }
            return arguments;
        }

        @Override
        public void leave(String key) {
            visits.add("leave " + key);
        }
    }
}
