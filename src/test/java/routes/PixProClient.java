package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import pixpro.local.Tokens;

/** PixPro's HTTP contract as a client uses it, one person logged in. */
final class PixProClient {

    private static final String BOUNDARY = "pixpro-test-boundary";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    PixProClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /**
     * @param url where PixPro answers
     * @param person of the development realm
     * @return a client with a token for the five minutes to come
     */
    static PixProClient of(String url, String person) {
        return new PixProClient(url, Tokens.of(person));
    }

    /** What came back. */
    record Answer(int status, String mediaType, JsonNode body, String retryAfter) {}

    /** Everything anew, unless the fields say otherwise: tests send the same picture often. */
    Answer upload(Map<String, String> fields, Map<String, byte[]> files) throws IOException, InterruptedException {
        return upload(fields, files, "");
    }

    /** @param key the request's {@code Idempotency-Key}; empty for none */
    Answer upload(Map<String, String> fields, Map<String, byte[]> files, String key)
            throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            part(body, "name=\"file\"; filename=\"" + file.getKey() + "\"", file.getValue());
        }
        Map<String, String> all = new LinkedHashMap<>(Map.of("reuse", "false"));
        all.putAll(fields);
        for (Map.Entry<String, String> field : all.entrySet()) {
            part(body, "name=\"" + field.getKey() + "\"", field.getValue().getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request("/api/images")
                .header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + BOUNDARY)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** @param json the body; null for none */
    Answer post(String path, String json) throws IOException, InterruptedException {
        byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        return post(path, "application/json", body);
    }

    Answer post(String path, String mediaType, byte[] body) throws IOException, InterruptedException {
        return send(request(path)
                .header(HttpHeaders.CONTENT_TYPE, mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** @return the status of a PUT to a signed URL, made without a token */
    int put(String signedUrl, byte[] bytes) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(signedUrl))
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /**
     * An upload of one file that does not stand on the heap.
     *
     * @return the answer, when it comes
     */
    CompletableFuture<HttpResponse<String>> uploadLater(Path file) throws IOException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bmp\"\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"reuse\"\r\n\r\nfalse\r\n--"
                + BOUNDARY + "--\r\n";
        return http.sendAsync(
                request("/api/images")
                        .header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.concat(
                                HttpRequest.BodyPublishers.ofString(head),
                                HttpRequest.BodyPublishers.ofFile(file),
                                HttpRequest.BodyPublishers.ofString(tail)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    Answer patch(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer put(String path) throws IOException, InterruptedException {
        return send(request(path).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /** @return the answer as it came, whatever it is */
    HttpResponse<byte[]> raw(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** @return the bytes behind a signed URL, fetched without a token */
    byte[] download(String signedUrl) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(signedUrl)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " of " + signedUrl);
        }
        return response.body();
    }

    /** @return whether the image's latest job has ended, as the library tells it */
    boolean hasEnded(String imageId) throws IOException, InterruptedException {
        Answer answer = get("/api/images/" + imageId);
        String status = answer.body().path("status").asText();
        return answer.status() == 200 && ("processed".equals(status) || "failed".equals(status));
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        String mediaType =
                response.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("");
        JsonNode body = mediaType.contains("json") ? JSON.readTree(response.body()) : JSON.nullNode();
        String retryAfter =
                response.headers().firstValue(HttpHeaders.RETRY_AFTER).orElse(null);
        return new Answer(response.statusCode(), mediaType, body, retryAfter);
    }
}
