package pixpro.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that speaks as Ollama does, and misbehaves as servers do. Answers are given in the order they were told. */
public final class OllamaStub implements AutoCloseable {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String LINES = "application/x-ndjson";
    private static final String HTML = "text/html";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, String> models = new ConcurrentHashMap<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private Answer otherwise = noModel();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    /** What it was sent to generate, chat or pull. */
    public record Asked(String path, String body) {}

    /** How it answers one request. */
    @FunctionalInterface
    public interface Answer {

        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private OllamaStub(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts one without models on a free port. */
    public static OllamaStub start() {
        return startAt(0);
    }

    /** Starts one without models on this port, as after an outage. */
    public static OllamaStub startAt(int port) {
        try {
            return new OllamaStub(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, as in {@code pixpro.backends.<name>.url}. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Installs a model. */
    public OllamaStub has(String model, String digest) {
        models.put(model, digest);
        return this;
    }

    /** Says how the next request to generate, chat or pull is answered. */
    public synchronized OllamaStub then(Answer answer) {
        answers.add(answer);
        return this;
    }

    /** Says how requests are answered for which nothing else was said. */
    public synchronized OllamaStub otherwise(Answer answer) {
        otherwise = answer;
        return this;
    }

    /** Whether it answers questions about its health as if it were broken. */
    public void refuseProbes(boolean refuse) {
        refusing.set(refuse);
    }

    /** What it was asked, in order; health probes are left out. */
    public List<Asked> asked() {
        return asked;
    }

    /** The most requests that were under way at once. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** Words, as {@code stream: false} has them. */
    public static Answer text(String words) {
        return send(
                200,
                JSON,
                "{\"model\":\"m\",\"created_at\":\"2026-11-23T20:00:00.1Z\",\"response\":" + quoted(words)
                        + ",\"done\":true,\"done_reason\":\"stop\",\"context\":[1,2],\"total_duration\":4935886791,"
                        + "\"load_duration\":534986708,\"prompt_eval_count\":26,\"eval_count\":237}");
    }

    /** Words of a chat. */
    public static Answer message(String words) {
        return send(
                200,
                JSON,
                "{\"model\":\"m\",\"created_at\":\"2026-11-23T20:00:00.1Z\",\"message\":{\"role\":\"assistant\",\"content\":"
                        + quoted(words) + "},\"done_reason\":\"stop\",\"done\":true,\"total_duration\":5}");
    }

    /** A generated picture. */
    public static Answer image(byte[] picture) {
        return send(
                200,
                JSON,
                "{\"model\":\"m\",\"created_at\":\"2026-11-23T20:00:00.1Z\",\"image\":\"" + base64(picture)
                        + "\",\"done\":true,\"done_reason\":\"stop\",\"total_duration\":15000000000}");
    }

    /** A generated picture, announced step by step. */
    public static Answer paintedImage(byte[] picture, int steps) {
        StringBuilder lines = new StringBuilder();
        for (int step = 1; step <= steps; step++) {
            lines.append("{\"model\":\"m\",\"completed\":" + step + ",\"total\":" + steps + ",\"done\":false}\n");
        }
        lines.append(
                "{\"model\":\"m\",\"image\":\"" + base64(picture) + "\",\"done\":true,\"done_reason\":\"stop\"}\n");
        return send(200, LINES, lines.toString());
    }

    /** A picture that is half done until it may go on. */
    public Answer paintedOnce(CountDownLatch mayGoOn, byte[] picture) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", LINES);
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(
                    "{\"model\":\"m\",\"completed\":1,\"total\":2,\"done\":false}\n".getBytes(StandardCharsets.UTF_8));
            body.flush();
            mayGoOn.await();
            body.write(("{\"model\":\"m\",\"image\":\"" + base64(picture) + "\",\"done\":true}\n")
                    .getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Words, piece by piece. */
    public static Answer pieces(String... words) {
        StringBuilder lines = new StringBuilder();
        for (String word : words) {
            lines.append("{\"model\":\"m\",\"response\":" + quoted(word) + ",\"done\":false}\n");
        }
        lines.append("{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n");
        return send(200, LINES, lines.toString());
    }

    /** The model is not there. */
    public static Answer noModel() {
        return send(404, JSON, "{\"error\":\"model 'm' not found\"}");
    }

    /** Its queue is full. */
    public static Answer full(String retryAfter) {
        return exchange -> {
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            send(503, JSON, "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}")
                    .to(exchange);
        };
    }

    /** A page of something in front of it. */
    public static Answer page(int status) {
        return send(status, HTML, "<html><body><h1>" + status + " Bad Gateway</h1></body></html>");
    }

    /** Any answer in JSON. */
    public static Answer json(int status, String body) {
        return send(status, JSON, body);
    }

    /** Sends its reader elsewhere. */
    public static Answer redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            send(302, HTML, "").to(exchange);
        };
    }

    /** Stops in the middle of what it promised. */
    public static Answer cut(String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, bytes.length * 2L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** The model is being downloaded, and then it is there. */
    public Answer pulls(String model, String digest) {
        return exchange -> {
            models.put(model, digest);
            send(
                            200,
                            LINES,
                            "{\"status\":\"pulling manifest\"}\n{\"status\":\"pulling abc\",\"digest\":\"sha256:abc\","
                                    + "\"total\":100,\"completed\":50}\n{\"status\":\"verifying sha256 digest\"}\n"
                                    + "{\"status\":\"success\"}\n")
                    .to(exchange);
        };
    }

    /** Takes the request and says nothing. */
    public Answer hang() {
        return exchange -> closed.await();
    }

    /** Begins to answer and goes on, a space at a time, for ever. */
    public Answer drip() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                body.write(' ');
                body.flush();
            }
        };
    }

    private static Answer send(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static String quoted(String words) {
        return "\"" + words.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String base64(byte[] picture) {
        return Base64.getEncoder().encodeToString(picture);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/api/tags")) {
                (refusing.get() ? page(502) : tags()).to(exchange);
                return;
            }
            asked.add(new Asked(path, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                next().to(exchange);
            } finally {
                atOnce.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer tags() {
        StringBuilder list = new StringBuilder();
        models.forEach((name, digest) -> list.append(list.isEmpty() ? "" : ",")
                .append("{\"name\":\"" + name + "\",\"model\":\"" + name + "\",\"size\":1,\"digest\":\"" + digest
                        + "\"}"));
        return send(200, JSON, "{\"models\":[" + list + "]}");
    }

    private synchronized Answer next() {
        return answers.isEmpty() ? otherwise : answers.remove();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
