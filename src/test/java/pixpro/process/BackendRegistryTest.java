package pixpro.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.event.SampleJson;

class BackendRegistryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final BackendRegistry registry = new BackendRegistry(
            Map.of(
                    "slow", SampleCalls.backend("http://slow:1", 20, "describe", "tag"),
                    "fast", SampleCalls.backend("http://fast:1", 10, "describe"),
                    "vision", SampleCalls.backend("http://vision:1", 5, "vision")),
            BackendBreakers.registry(Duration.ofSeconds(5)),
            Duration.ofMillis(500),
            SampleJson.mapper(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void prefersTheLowestOrder() throws Exception {
        assertThat(registry.names()).containsExactly("vision", "fast", "slow");
        has("fast");
        has("slow");

        assertThat(chosen("describe", "llava")).isEqualTo("fast");
        assertThat(chosen("tag", "llava")).isEqualTo("slow");
    }

    @Test
    void prefersWhoHasTheModel() throws Exception {
        has("fast");
        has("slow", "llava:latest");

        ModelCall call = registry.choose("describe", "llava");

        assertThat(call.backend()).isEqualTo("slow");
        assertThat(call.digest()).isEqualTo("digest of llava:latest");
        assertThat(call.missing()).isFalse();
    }

    @Test
    void fallsBackToWhoIsUpAndWaitsAtThePreferredIfNobodyIs() throws Exception {
        has("slow");
        registry.lost("fast", "connection refused");
        assertThat(chosen("describe", "llava")).isEqualTo("slow");

        registry.lost("slow", "connection refused");
        assertThat(chosen("describe", "llava")).isEqualTo("fast");
    }

    @Test
    void knowsAModelByItsTag() throws Exception {
        has("fast", "llava:7b", "bakllava:latest");

        assertThat(registry.choose("describe", "llava:7b").digest()).isEqualTo("digest of llava:7b");
        assertThat(registry.choose("describe", "llava").digest()).isNull();
        assertThat(registry.choose("describe", "bakllava").digest()).isEqualTo("digest of bakllava:latest");
    }

    @Test
    void saysWhatIsOfferedAndWhatIsThere() throws Exception {
        assertThat(registry.isOffered("paint")).isFalse();
        assertThat(registry.isAvailable("paint")).isFalse();
        assertThat(registry.isAvailable("tag")).as("not yet known").isTrue();

        registry.lost("slow", "gone");
        assertThat(registry.isOffered("tag")).isTrue();
        assertThat(registry.isAvailable("tag")).isFalse();
        assertThat(registry.isAvailable("describe")).isTrue();
        assertThat(registry.unprobed()).containsExactly("vision", "fast");
        assertThat(registry.state("slow").orElseThrow().since()).isEqualTo(NOW);

        has("slow");
        assertThat(registry.isAvailable("tag")).isTrue();
    }

    @Test
    void refusesWhatNobodyOffers() {
        JobFailedException failure =
                catchThrowableOfType(JobFailedException.class, () -> registry.choose("paint", "llava"));
        assertThat(failure.code()).isEqualTo("capability-unavailable");
        JobFailedException unknown =
                catchThrowableOfType(JobFailedException.class, () -> registry.chooseNamed("gpu-7", "llava"));
        assertThat(unknown.code()).isEqualTo("broken-effect");
    }

    @Test
    void insistsOnABackendThatAnEffectNames() throws Exception {
        has("fast", "llava:latest");
        registry.lost("slow", "gone");

        assertThat(registry.chooseNamed("slow", "llava").backend()).isEqualTo("slow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"models\":{}}", "<html></html>", "{\"models\":["})
    void believesNoListThatIsNone(String body) {
        assertThatIOException().isThrownBy(() -> registry.answered("fast", stream(body)));
        assertThat(registry.state("fast")).isEmpty();
    }

    @Test
    void readsNoListWithoutEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertThatIOException().isThrownBy(() -> registry.answered("fast", endless));
    }

    private String chosen(String capability, String model) throws JobFailedException {
        return registry.choose(capability, model).backend();
    }

    private void has(String backend, String... models) throws IOException {
        StringBuilder list = new StringBuilder();
        for (String model : models) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"" + model + "\",\"digest\":\"digest of " + model + "\"}");
        }
        registry.answered(backend, stream("{\"models\":[" + list + "]}"));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
