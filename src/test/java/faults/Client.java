package faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import pixpro.local.People;

/** PixPro's HTTP contract, asked of an instance that answers. */
final class Client {

    private static final String BOUNDARY = "pixpro-fault-test-boundary";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<String> urls;
    private final People people;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param urls of the instances, asked in turn
     * @param people who are logged in
     */
    Client(List<String> urls, People people) {
        this.urls = urls;
        this.people = people;
    }

    /** What came back; a body that is no JSON is missing. */
    record Answer(int status, JsonNode body) {}

    Answer upload(String person, Map<String, String> fields, Map<String, byte[]> files)
            throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            part(body, "name=\"file\"; filename=\"" + file.getKey() + "\"", file.getValue());
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            part(body, "name=\"" + field.getKey() + "\"", field.getValue().getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return inTurn(
                person,
                "/api/images",
                HttpRequest.newBuilder()
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .header("Date", wrongDate())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Of a client whose clock is an hour fast or slow. */
    private String wrongDate() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(turn.get() % 2 == 0 ? 1 : -1));
    }

    Answer get(String person, String path) throws IOException, InterruptedException {
        return inTurn(person, path, HttpRequest.newBuilder());
    }

    /** @return the body of a 200 */
    JsonNode expectOk(String person, String path) throws IOException, InterruptedException {
        Answer answer = get(person, path);
        if (answer.status() != 200) {
            throw new IOException(path + " answers " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    /** @return the bytes behind an address that needs no token */
    byte[] download(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " of " + url.replaceFirst("\\?.*", ""));
        }
        return response.body();
    }

    /** Who cannot be connected to has not been sent anything, so another instance may be asked the same. */
    private Answer inTurn(String person, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        String token = people.token(person);
        ConnectException last = null;
        int first = turn.getAndIncrement();
        for (int i = 0; i < urls.size(); i++) {
            String url = urls.get(Math.floorMod(first + i, urls.size()));
            try {
                return send(request.uri(URI.create(url + path)).setHeader("Authorization", "Bearer " + token));
            } catch (ConnectException e) {
                last = e;
            }
        }
        throw last;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        String mediaType = response.headers().firstValue("Content-Type").orElse("");
        JsonNode body = mediaType.contains("json") ? JSON.readTree(response.body()) : JSON.missingNode();
        return new Answer(response.statusCode(), body);
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
}
