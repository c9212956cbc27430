package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.codec.digest.DigestUtils;
import pixpro.local.LoneStack;
import pixpro.local.People;
import pixpro.local.RunningNeighbour;

/** A person who uploads a batch straight to object storage, and goes on wherever it stopped. */
final class UploadSession {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final People people;
    private final RunningNeighbour pixpro;
    private final String person;
    private final AtomicInteger puts = new AtomicInteger();
    private List<LargeFile> files;
    private JsonNode begun;

    UploadSession(LoneStack stack, RunningNeighbour pixpro, String person) {
        people = new People(stack::token);
        this.pixpro = pixpro;
        this.person = person;
    }

    /** Names all files of the batch. */
    void begin(List<LargeFile> all) throws Exception {
        files = all;
        ObjectNode body = JSON.createObjectNode();
        ArrayNode announced = body.putArray("files");
        files.forEach(file -> announced
                .addObject()
                .put("filename", file.path().getFileName().toString())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256()));
        begun = ask("POST", "/api/uploads", body.toString(), CREATED);
    }

    /** Sends a file to its end over a line that may break, by asking each time what has come. */
    void send(int number, Line line) throws Exception {
        String upload = "/api/uploads/" + begun.at("/uploads/" + number + "/id").asText();
        LargeFile file = files.get(number);
        JsonNode shown = begun.at("/uploads/" + number);
        while ("waiting".equals(shown.path("status").asText())) {
            sendRest(shown, file, line);
            shown = ask("GET", upload, null, OK);
            if (allDone(shown)) {
                break;
            }
        }
        ask("POST", upload + "/complete", null, ACCEPTED);
    }

    private void sendRest(JsonNode shown, LargeFile file, Line line) throws IOException {
        if (shown.has("url")) {
            puts.incrementAndGet();
            line.put(URI.create(shown.path("url").asText()), file, 0, file.bytes());
            return;
        }
        for (JsonNode part : shown.path("parts")) {
            if (!part.path("done").asBoolean()) {
                puts.incrementAndGet();
                URI url = URI.create(part.path("url").asText());
                if (!line.put(
                        url,
                        file,
                        part.path("from").asLong(),
                        part.path("bytes").asLong())) {
                    return;
                }
            }
        }
    }

    private static boolean allDone(JsonNode shown) {
        if (shown.path("parts").isEmpty()) {
            return false;
        }
        for (JsonNode part : shown.path("parts")) {
            if (!part.path("done").asBoolean()) {
                return false;
            }
        }
        return true;
    }

    int files() {
        return files.size();
    }

    long bytes() {
        return files.stream().mapToLong(LargeFile::bytes).sum();
    }

    /** @return how many PUTs are needed if nothing breaks */
    int partsInAll() {
        int parts = 0;
        for (JsonNode upload : begun.path("uploads")) {
            parts += Math.max(1, upload.path("parts").size());
        }
        return parts;
    }

    /** @return how many PUTs were begun */
    int puts() {
        return puts.get();
    }

    int imagesInBatch() throws Exception {
        JsonNode batch = ask("GET", "/api/batches/" + begun.path("batchId").asText(), null, OK);
        int images = 0;
        for (JsonNode item : batch.path("items")) {
            images += item.path("imageId").isTextual() ? 1 : 0;
        }
        return images;
    }

    /** @return how many originals can be fetched from the library with the SHA-256 that the file had */
    int countSame() throws Exception {
        JsonNode items = ask("GET", "/api/batches/" + begun.path("batchId").asText(), null, OK)
                .path("items");
        int same = 0;
        for (int i = 0; i < files.size(); i++) {
            // until it is there: the library follows the queue
            JsonNode image =
                    ask("GET", "/api/images/" + items.get(i).path("imageId").asText(), null, OK);
            URI url = URI.create(image.at("/original/url").asText());
            HttpResponse<InputStream> answer =
                    http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                same += files.get(i).sha256().equals(DigestUtils.sha256Hex(in)) ? 1 : 0;
            }
        }
        return same;
    }

    /** Asks until it is answered as it should be: PixPro may be dead, or the library not that far. */
    private JsonNode ask(String method, String path, String body, int expected) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(pixpro.url() + path))
                                .header("Authorization", "Bearer " + people.token(person))
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        body == null
                                                ? HttpRequest.BodyPublishers.noBody()
                                                : HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == expected) {
                    return JSON.readTree(answer.body());
                }
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() < UNAVAILABLE && !"GET".equals(method)) {
                    break;
                }
            } catch (IOException e) {
                last = e.toString();
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new IOException(method + " " + path + ": " + last);
    }
}
