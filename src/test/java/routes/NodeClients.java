package routes;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import pixpro.local.NodePackages;

/** The clients of {@code src/test/node}: {@code socket.io-client} as npm has it, in one Node for all. */
final class NodeClients implements AutoCloseable {

    private static final Path FOLDER = Path.of("src", "test", "node");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process node;
    private final BufferedWriter orders;
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private int opened;
    private int given;

    NodeClients() throws IOException, InterruptedException {
        NodePackages.install(FOLDER);
        node = new ProcessBuilder("node", "clients.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = node.outputWriter(StandardCharsets.UTF_8);
        Thread ear = new Thread(this::listen, "node-clients");
        ear.setDaemon(true);
        ear.start();
        Awaitility.await().atMost(30, SECONDS).until(() -> !heard.isEmpty());
    }

    /**
     * @param version of the client, 4.8 or 4.1
     * @param auth what it shows; with {@code follow: true}, also the id of the last event it saw, as {@code after}
     * @param options beside the defaults
     */
    NodeClient open(String version, String url, Map<String, Object> auth, Map<String, Object> options) {
        String client = "client-" + opened++;
        Map<String, Object> order = new HashMap<>();
        order.put("version", version);
        order.put("url", url);
        order.put("auth", new HashMap<>(auth));
        order.put("options", options);
        give("open", client, order);
        return new NodeClient(client);
    }

    private synchronized int give(String what, String client, Map<String, Object> more) {
        Map<String, Object> order = new HashMap<>(more);
        order.put("do", what);
        order.put("client", client);
        order.put("order", ++given);
        try {
            orders.write(JSON.writeValueAsString(order));
            orders.newLine();
            orders.flush();
            return given;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            // the end of Node
        }
    }

    @Override
    public void close() {
        node.destroy();
    }

    /** One client. */
    final class NodeClient {

        private final String name;

        private NodeClient(String name) {
            this.name = name;
        }

        /** @return what it was told by this name so far: the arguments of each */
        List<JsonNode> all(String event) {
            return heard.stream()
                    .filter(line -> line.path("client").asText().equals(name))
                    .filter(line -> line.path("event").asText().equals(event))
                    .toList();
        }

        /** @return the names of all that happened to it, in order */
        List<String> events() {
            return heard.stream()
                    .filter(line -> line.path("client").asText().equals(name))
                    .map(line -> line.path("event").asText())
                    .toList();
        }

        /** @return the ids of all images' events it was told, in order */
        List<String> ids() {
            return heard.stream()
                    .filter(line -> line.path("client").asText().equals(name))
                    .filter(line -> line.path("event").asText().startsWith("image."))
                    .map(line -> line.at("/args/0/id").asText())
                    .toList();
        }

        /** @return the numbers of all images' events it was told, in the order they came */
        List<Long> numbers() {
            return heard.stream()
                    .filter(line -> line.path("client").asText().equals(name))
                    .filter(line -> line.at("/args/0").has("seq"))
                    .map(line -> line.at("/args/0/seq").asLong())
                    .toList();
        }

        /** @return the count-th of what it is told by this name, once it is told */
        JsonNode await(String event, int count) {
            return Awaitility.await(name + " hears " + event)
                    .atMost(20, SECONDS)
                    .until(() -> all(event), all -> all.size() >= count)
                    .get(count - 1);
        }

        JsonNode await(String event) {
            return await(event, 1);
        }

        /** @return the arguments of the acknowledgement */
        JsonNode emit(String event, Object... arguments) {
            return acknowledged(give("emit", name, Map.of("event", event, "args", List.of(arguments))));
        }

        /** @return whether the bytes came back as they went */
        boolean echoesBytes(int bytes) {
            return acknowledged(give("binary", name, Map.of("bytes", bytes)))
                    .path(0)
                    .asBoolean();
        }

        boolean echoesText(int length) {
            return acknowledged(give("text", name, Map.of("bytes", length)))
                    .path(0)
                    .asBoolean();
        }

        /** Sends a text without waiting for an answer. */
        void say(int length) {
            give("text", name, Map.of("bytes", length));
        }

        void order(String what) {
            give(what, name, Map.of());
        }

        void holdToken(String token) {
            give("token", name, Map.of("token", token));
        }

        private JsonNode acknowledged(int order) {
            return Awaitility.await(name + " has its acknowledgement")
                    .atMost(20, SECONDS)
                    .until(
                            () -> all("ack").stream()
                                    .filter(line -> line.path("order").asInt() == order)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow()
                    .path("args");
        }
    }
}
