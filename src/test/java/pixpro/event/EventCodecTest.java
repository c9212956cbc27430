package pixpro.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final ObjectMapper json = SampleJson.mapper();
    private final EventCodec codec = new EventCodec(json);

    static List<ImageEvent> everyKind() {
        return List.of(
                SampleEvents.queued(),
                SampleEvents.stored(),
                SampleEvents.prepared(),
                SampleEvents.unprepared(),
                SampleEvents.processed(),
                SampleEvents.failed());
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void readsWhatItWrote(ImageEvent event) throws Exception {
        assertThat(codec.decode(bytes(codec.encode(event)))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void writesStructuredCloudEvents(ImageEvent event) throws Exception {
        JsonNode envelope = json.readTree(codec.encode(event));

        assertThat(envelope.path("specversion").asText()).isEqualTo("1.0");
        assertThat(envelope.path("id").asText()).isEqualTo(event.eventId());
        assertThat(envelope.path("type").asText()).isEqualTo(event.type());
        assertThat(envelope.path("source").asText()).isEqualTo("/pixpro");
        assertThat(envelope.path("subject").asText()).isEqualTo(SampleEvents.IMAGE_ID);
        assertThat(envelope.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(Instant.parse(envelope.path("time").asText())).isEqualTo(event.at());
        assertThat(envelope.path("data").isObject()).isTrue();
    }

    @Test
    void namesTheSameEventTheSameHoweverOftenItIsMade() {
        assertThat(everyKind()).extracting(ImageEvent::eventId).doesNotHaveDuplicates();
        assertThat(SampleEvents.queued().eventId()).isEqualTo(SampleEvents.JOB_ID + ":queued");
        assertThat(SampleEvents.stored().eventId()).isEqualTo(SampleEvents.IMAGE_ID + ":stored");
        assertThat(SampleEvents.processed().eventId()).isEqualTo(SampleEvents.JOB_ID + ":processed");
        assertThat(SampleEvents.prepared().eventId()).isEqualTo(SampleEvents.IMAGE_ID + ":prepared");
        assertThat(SampleEvents.failed().eventId()).isEqualTo(SampleEvents.JOB_ID + ":failed");
    }

    @Test
    void readsEventsOfALaterVersionThatSaysMore() throws Exception {
        ObjectNode envelope = tree(SampleEvents.queued());
        envelope.put("traceparent", "00-1-1-00");
        envelope.withObject("/data")
                .put("addedLater", true)
                .withObject("/image")
                .put("camera", "M6");

        assertThat(codec.decode(bytes(envelope.toString()))).isEqualTo(SampleEvents.queued());
    }

    @Test
    void readsADeadLetterFromBeforeItToldWhereItFailed() throws Exception {
        ImageFailed told = SampleEvents.failed().in("process", "process-call-model");
        ObjectNode old = tree(told);
        old.withObject("/data").remove(List.of("stage", "route"));

        assertThat(codec.decode(bytes(codec.encode(told)))).isEqualTo(told);
        assertThat(codec.decode(bytes(old.toString()))).isEqualTo(SampleEvents.failed());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  \n",
                "hello",
                "null",
                "[]",
                "{}",
                "42",
                "\"image.queued\"",
                "{\"specversion\":\"1.0\"}",
                "{\"specversion\":\"0.1\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"data\":null}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"data\":[]}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"data\":\"text\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"data_base64\":\"!\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"data_base64\":\"bnVsbA==\"}",
                "{\"specversion\":\"1.0\",\"id\":7,\"source\":{},\"type\":[],\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"::no uri\",\"type\":\"image.queued\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"time\":\"noon\",\"data\":{}}"
            })
    void refusesWhatIsNoEvent(String value) {
        assertUnreadable(value);
    }

    @Test
    void refusesAnUnknownType() throws Exception {
        assertUnreadable(tree(SampleEvents.queued()).put("type", "image.eaten").toString());
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void refusesAnEventThatDoesNotSayWhichImage(ImageEvent event) throws Exception {
        for (String field : List.of("id", "owner", "objectKey")) {
            ObjectNode envelope = tree(event);
            envelope.withObject("/data/image").remove(field);
            assertUnreadable(envelope.toString());
        }
        ObjectNode envelope = tree(event);
        envelope.withObject("/data").remove("image");
        assertUnreadable(envelope.toString());
    }

    @Test
    void refusesAnEndThatDoesNotSayOfWhichJob() throws Exception {
        for (ImageEvent event : List.of(SampleEvents.processed(), SampleEvents.failed())) {
            ObjectNode envelope = tree(event);
            envelope.withObject("/data").remove("job");
            assertUnreadable(envelope.toString());
        }
        for (String field : List.of("id", "effect", "queuedAt")) {
            ObjectNode envelope = tree(SampleEvents.queued());
            envelope.withObject("/data/job").remove(field);
            assertUnreadable(envelope.toString());
        }
    }

    @Test
    void refusesAnEndWithoutItsTimeOrResultOrCause() throws Exception {
        ObjectNode timeless = tree(SampleEvents.failed());
        timeless.withObject("/data").remove("at");
        ObjectNode empty = tree(SampleEvents.processed());
        empty.withObject("/data").remove("result");

        ObjectNode causeless = tree(SampleEvents.failed());
        causeless.withObject("/data").remove("code");

        assertUnreadable(causeless.toString());
        assertUnreadable(timeless.toString());
        assertUnreadable(empty.toString());
    }

    @Test
    void refusesThumbnailsThatAreNowhereAndNoneWithoutACause() throws Exception {
        ObjectNode nowhere = tree(SampleEvents.prepared());
        ((ObjectNode) nowhere.at("/data/thumbnails/0")).remove("objectKey");
        ObjectNode hole = tree(SampleEvents.prepared());
        hole.withArray("/data/thumbnails").addNull();
        ObjectNode causeless = tree(SampleEvents.unprepared());
        causeless.withObject("/data").remove("code");

        assertUnreadable(nowhere.toString());
        assertUnreadable(hole.toString());
        assertUnreadable(causeless.toString());
    }

    @Test
    void refusesFieldsOfAnotherKind() throws Exception {
        ObjectNode envelope = tree(SampleEvents.queued());
        envelope.withObject("/data/image").put("bytes", "many");
        assertUnreadable(envelope.toString());

        envelope = tree(SampleEvents.queued());
        envelope.withObject("/data/job").put("params", "strong").put("queuedAt", "yesterday");
        assertUnreadable(envelope.toString());
    }

    @Test
    void refusesDepthLengthAndNoise() {
        assertUnreadable("[".repeat(100_000));
        assertUnreadable("{\"a\":".repeat(100_000));
        assertUnreadable("x".repeat(5_000_000));
        byte[] noise = new byte[10_000];
        new Random(7).nextBytes(noise);
        assertUnreadable(noise);
        assertUnreadable(new String(noise, StandardCharsets.ISO_8859_1));
    }

    @Test
    void refusesTextThatIsNoUtf8InsteadOfMendingIt() {
        byte[] event = bytes(codec.encode(SampleEvents.queued()).replace("A title", "A t\u00eftle"));
        for (int i = 0; i < event.length; i++) {
            if (event[i] == (byte) 0xc3) {
                byte[] broken = event.clone();
                broken[i] = (byte) 0xff;
                assertUnreadable(broken);
            }
        }
    }

    @Test
    void readsOrRefusesWhateverIsDoneToAnEvent() {
        Random random = new Random(7);
        for (ImageEvent event : everyKind()) {
            byte[] whole = bytes(codec.encode(event));
            for (int round = 0; round < 2_000; round++) {
                byte[] damaged = whole.clone();
                for (int hits = random.nextInt(4); hits >= 0; hits--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                assertReadOrRefused(
                        Arrays.copyOf(damaged, damaged.length - random.nextInt(2) * random.nextInt(whole.length)));
            }
        }
    }

    private void assertReadOrRefused(byte[] value) {
        try {
            assertThat(codec.decode(value)).isNotNull();
        } catch (UnreadableEventException expected) {
            assertThat(expected).hasMessageNotContainingAny("\n");
        }
    }

    private ObjectNode tree(ImageEvent event) throws Exception {
        return (ObjectNode) json.readTree(codec.encode(event));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertUnreadable(String value) {
        assertUnreadable(bytes(value));
    }

    private void assertUnreadable(byte[] value) {
        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> codec.decode(value));
    }
}
