package pixpro.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;

/** An engine on a free port of this machine, and a client for it. */
public final class RunningEngine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final VisionEngine engine;

    private RunningEngine(EngineSettings settings) throws IOException {
        engine = VisionEngine.start(settings);
    }

    public static RunningEngine start() throws IOException {
        return start(2, 512, 100_000_000);
    }

    static RunningEngine start(int concurrency, int queue, long maxBody) throws IOException {
        return new RunningEngine(new EngineSettings("127.0.0.1", 0, concurrency, queue, maxBody, 100_000_000));
    }

    /** A request as PixPro sends it: one image, no progress. */
    static ObjectNode request(String model, byte[] image, Map<String, Object> options) {
        ObjectNode request = JSON.createObjectNode().put("model", model).put("stream", false);
        request.putArray("images").add(Base64.getEncoder().encodeToString(image));
        request.set("options", JSON.valueToTree(options));
        return request;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> generate(String model, byte[] image, Map<String, Object> options)
            throws IOException, InterruptedException {
        return post("/api/generate", request(model, image, options).toString());
    }

    /** Gives the answer's picture; fails if there is none. */
    public byte[] picture(String model, byte[] image, Map<String, Object> options)
            throws IOException, InterruptedException {
        HttpResponse<String> response = generate(model, image, options);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Base64.getDecoder().decode(json(response).get("image").asText());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + engine.port() + path);
    }

    @Override
    public void close() {
        engine.close();
    }
}
