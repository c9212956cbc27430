package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.event.SampleJson;
import pixpro.http.ProblemException;

class SocketMessagesTest {

    private final SocketMessages messages = new SocketMessages(SampleJson.mapper());
    private final ClientEvents events = new ClientEvents();

    @Test
    void knowsAPingAndALogin() {
        assertThat(messages.isPing("ping")).isTrue();
        assertThat(messages.isLogin("ping")).isFalse();
        assertThat(messages.isLogin("{\"type\":\"login\",\"token\":\"t\"}")).isTrue();
        assertThat(messages.token("{\"type\":\"login\",\"token\":\"t\"}")).isEqualTo("t");
        assertThat(messages.renewed(Instant.EPOCH))
                .isEqualTo("{\"type\":\"session.renewed\",\"expiresAt\":\"1970-01-01T00:00:00Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"type\":[\"login\"]}", "{\"type\":1}", "login", "pong", "\u0000"})
    void ignoresWhateverElseAClientSays(String message) {
        assertThat(messages.isPing(message)).isFalse();
        assertThat(messages.isLogin(message)).isFalse();
    }

    @Test
    void ignoresBytesAndTokensThatAreNone() {
        assertThat(messages.isLogin(new ByteArrayInputStream(new byte[3]))).isFalse();
        assertThat(messages.token("{\"type\":\"login\",\"token\":{}}")).isNull();
    }

    @Test
    void givesAClientOfSocketIoBackWhatItSaid() {
        List<Object> said = Arrays.asList("a", null, 1);
        assertThat(events.answer("echo", said)).isEqualTo(said);
        assertThat(events.token(List.of(Map.of("token", "t")))).isEqualTo("t");
    }

    @Test
    void tellsAClientOfSocketIoWhatItMayNotSay() {
        for (String event : List.of("join", "image.failed", "", "Echo")) {
            assertThatThrownBy(() -> events.answer(event, List.of())).isInstanceOf(ProblemException.class);
        }
        for (List<?> login : List.of(List.of(), List.of("t"), List.of(Map.of()), List.of(Map.of("token", 1)))) {
            assertThatThrownBy(() -> events.token(login)).isInstanceOf(ProblemException.class);
        }
    }
}
