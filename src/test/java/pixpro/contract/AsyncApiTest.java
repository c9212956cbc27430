package pixpro.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import pixpro.event.EventCodec;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.Topics;

class AsyncApiTest {

    private static final Set<String> EVENT_TYPES = Set.of(
            ImageQueued.QUEUED,
            ImageQueued.STORED,
            ImagePrepared.PREPARED,
            ImageProcessed.PROCESSED,
            ImageFailed.FAILED);

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setSerializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final JsonNode api = read();

    @Test
    void namesTheTopicsAsTheCodeDoes() {
        Set<String> addresses = new HashSet<>();
        api.path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));
        assertThat(addresses)
                .containsExactlyInAnyOrder(
                        Topics.IMAGE_PROCESS,
                        Topics.IMAGE_PROCESSED,
                        Topics.IMAGE_PROCESSED_ERROR,
                        Topics.IMAGE_QUARANTINE,
                        "/ws",
                        "/socket.io");
    }

    @Test
    void showsAnExampleOfEveryEventThatTheCodeReads() throws Exception {
        EventCodec codec = new EventCodec(json);
        Set<String> shown = new HashSet<>();
        for (JsonNode message : api.path("components").path("messages")) {
            String name = message.path("name").asText();
            if (EVENT_TYPES.contains(name)) {
                for (JsonNode example : message.path("examples")) {
                    JsonNode payload = example.path("payload");
                    ImageEvent event = codec.decode(json.writeValueAsBytes(payload));
                    assertThat(event.type())
                            .isEqualTo(name)
                            .isEqualTo(payload.path("type").asText());
                    assertThat(event.eventId()).isEqualTo(payload.path("id").asText());
                    shown.add(name);
                }
            }
        }
        assertThat(shown).isEqualTo(EVENT_TYPES);
    }

    @Test
    void describesItsExamplesAndWhatTheCodeWrites() throws Exception {
        EventCodec codec = new EventCodec(json);
        for (JsonNode message : api.path("components").path("messages")) {
            for (JsonNode example : message.path("examples")) {
                assertThat(faults(message, example.path("payload"))).isEmpty();
                if (EVENT_TYPES.contains(message.path("name").asText())) {
                    ImageEvent event = codec.decode(json.writeValueAsBytes(example.path("payload")));
                    JsonNode written = json.readTree(codec.encode(event));
                    assertThat(faults(message, written)).isEmpty();
                }
            }
        }
    }

    @Test
    void resolvesEveryReference() {
        List<String> dangling = new ArrayList<>();
        api.findValuesAsText("$ref").forEach(ref -> {
            if (!ref.startsWith("#") || api.at(ref.substring(1)).isMissingNode()) {
                dangling.add(ref);
            }
        });
        assertThat(dangling).isEmpty();
    }

    private Set<?> faults(JsonNode message, JsonNode payload) {
        ObjectNode schema = json.createObjectNode();
        schema.set("components", api.path("components"));
        schema.setAll((ObjectNode) message.path("payload"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(schema)
                .validate(payload);
    }

    private JsonNode read() {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi/pixpro.yaml")) {
            return json.valueToTree(new Yaml().load(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
