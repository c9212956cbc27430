package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pixpro.effect.Effect;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.SampleJson;
import pixpro.process.BackendSettings.Backend;
import pixpro.process.OllamaStub;

/** A job's routes, with an effect of the test's own, against a server that speaks as Ollama does. */
@Timeout(60)
abstract class OllamaFixture {

    static final String DIGEST = "ab".repeat(32);

    final ObjectMapper json = SampleJson.mapper();
    final OllamaStub ollama = OllamaStub.start().has("llava:latest", DIGEST);
    final Map<String, Object> variables = new LinkedHashMap<>(Map.of("model", "llava"));
    final Map<String, Backend> backends = new LinkedHashMap<>();
    RunningProcess process;

    @TempDir
    Path spool;

    @AfterEach
    void leaveNothingBehind() throws Exception {
        if (process != null) {
            process.close();
            backends.keySet()
                    .forEach(name -> assertThat(process.slots.free(name)).isEqualTo(2));
        }
        ollama.close();
        assertThat(spool).isEmptyDirectory();
    }

    ImageProcessed processed(String result) throws Exception {
        return processed(result, Map.of());
    }

    ImageProcessed processed(String result, Map<String, Object> params) throws Exception {
        ImageEvent end = end(result, params);
        assertThat(end).isInstanceOf(ImageProcessed.class);
        return (ImageProcessed) end;
    }

    ImageFailed failed(String result) throws Exception {
        ImageEvent end = end(result, Map.of());
        assertThat(end).isInstanceOf(ImageFailed.class);
        return (ImageFailed) end;
    }

    ImageEvent end(String result, Map<String, Object> params) throws Exception {
        if (process == null) {
            start(result);
        }
        return process.run("ask", params);
    }

    void start(String result) throws Exception {
        if (backends.isEmpty()) {
            backends.put("ollama", backend(ollama.url(), 10, Duration.ofSeconds(10), false, "able"));
        }
        process = RunningProcess.start(backends, spool);
        Effect effect = new Effect();
        effect.setResult(result);
        effect.setCapability("able");
        process.add("ask", effect, new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("direct:effect-ask").routeId("effect-ask");
                variables.forEach((name, value) -> route.setVariable(name, constant(value)));
                route.to(Doors.ASK_MODEL);
            }
        });
    }

    JsonNode asked(int index) throws Exception {
        return json.readTree(ollama.asked().get(index).body());
    }

    static Backend backend(String url, int order, Duration timeout, boolean pull, String capability) {
        return new Backend(URI.create(url), Set.of(capability), order, timeout, Duration.ofSeconds(10), 2, pull);
    }
}
