package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import pixpro.event.ImageProgress;
import pixpro.event.ImageVersion;
import pixpro.event.SampleJson;

class ProgressAnnouncementTest {

    private static final Instant AT = Instant.parse("2026-11-23T20:00:01.500Z");
    private static final ImageProgress HALF = new ImageProgress(
            "ada",
            "2f1c7a86-3a55-4c0f-8a0e-0d6f4b6f9d10",
            "7b1f0c52-5f8e-4b58-9a39-6c5a3f1f7a11",
            ImageVersion.underWay(Instant.parse("2026-11-23T20:00:00.120Z")),
            "edit",
            1,
            1,
            2,
            4L,
            AT);

    private final ObjectMapper json = SampleJson.mapper();
    private final ProgressAnnouncement announcement = at(AT);

    @Test
    void isHeardAsItWasSaid() {
        ImageProgress begun = new ImageProgress("ada", "image", "job", 7, "edit", 2, 3, 0, null, AT);

        assertThat(announcement.decode(announcement.encode(HALF))).isEqualTo(HALF);
        assertThat(announcement.decode(announcement.encode(begun))).isEqualTo(begun);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "no JSON",
                "{\"owner\":\"ada\",\"imageId\":\"i\",\"jobId\":\"j\",\"effect\":\"e\",\"step\":1,\"steps\":1,\"completed\":1}",
                "{\"owner\":\"ada\",\"imageId\":\"i\",\"jobId\":\"j\",\"effect\":\"e\",\"step\":2,\"steps\":1,"
                        + "\"completed\":1,\"at\":\"2026-11-23T20:00:01Z\"}",
                "{\"owner\":\"ada\",\"imageId\":\"i\",\"jobId\":\"j\",\"effect\":\"e\",\"step\":1,\"steps\":1,"
                        + "\"completed\":9,\"total\":4,\"at\":\"2026-11-23T20:00:01Z\"}",
                "{\"owner\":\"ada\",\"imageId\":\"i\",\"jobId\":\"j\",\"effect\":\"e\",\"step\":1,\"steps\":1,"
                        + "\"completed\":1e308,\"at\":\"2026-11-23T20:00:01Z\"}"
            })
    void hearsNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> announcement.decode(text));
    }

    @Test
    void isNoNewsAfterAWhile() {
        assertThat(at(AT.plusSeconds(5)).isFresh(HALF)).isTrue();
        assertThat(at(AT.plusMillis(5001)).isFresh(HALF)).isFalse();
    }

    @Test
    void reachesASocketAsTheContractShows() throws IOException {
        String text = new Announcement(json).forSocket(Notifications.of(HALF)).json();

        try (InputStream in = getClass().getResourceAsStream("/asyncapi/pixpro.yaml")) {
            JsonNode contract = json.valueToTree(new Yaml().load(in));
            assertThat(json.readTree(text)).isEqualTo(contract.at("/components/messages/progress/examples/0/payload"));
        }
    }

    private ProgressAnnouncement at(Instant now) {
        return new ProgressAnnouncement(json, Clock.fixed(now, ZoneOffset.UTC));
    }
}
