package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenNeighbourTest {

    private static final String URL = "pixpro.backends.vision.url";

    @TempDir
    private Path root;

    @Test
    void isUsedAndNotStarted() throws IOException {
        HttpServer engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/api/version", exchange -> {
            byte[] body = "{\"version\":\"1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        engine.start();
        String url = "http://localhost:" + engine.getAddress().getPort();

        try (LocalStack stack = stack(Map.of(URL, url))) {
            stack.start(List.of(new VisionEngineNeighbour()), new Ports(), "http://localhost:8080");

            RunningNeighbour given = stack.running().get(0);
            assertThat(given.isGiven()).isTrue();
            assertThat(given.pid()).isEmpty();
            assertThat(given.url()).isEqualTo(url);
            assertThat(stack.properties())
                    .as("what was given is left to Spring to read")
                    .isEmpty();
        } finally {
            engine.stop(0);
        }
    }

    private LocalStack stack(Map<String, String> given) {
        Console silent = new Console(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        return new LocalStack(
                silent,
                new Settings(new String[0], given::get, name -> null),
                new StackFolders(root, root.resolve("dist")),
                false);
    }
}
