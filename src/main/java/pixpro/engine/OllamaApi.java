package pixpro.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/** The door: finds who answers a path, and turns every failure into Ollama's error shape. One log line a request. */
final class OllamaApi implements HttpHandler {
    static final Logger LOG = System.getLogger("pixpro.engine");
    static final String INTERNAL = "internal error";

    /** The API level clients may rely on; images in answers came with Ollama 0.14. */
    private static final String VERSION = "{\"version\":\"0.14.0\"}";

    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Map<String, Endpoint> endpoints;
    private final long maxBody;

    OllamaApi(Inference inference, ModelCards cards, RequestReader reader, long maxBody) {
        this.maxBody = maxBody;
        this.endpoints = Map.of(
                "/",
                get(exchange -> AnswerWriter.send(exchange, 200, TEXT, "PixPro vision engine is running")),
                "/api/version",
                get(exchange -> AnswerWriter.send(exchange, 200, JSON, VERSION)),
                "/api/tags",
                get(exchange -> AnswerWriter.send(exchange, 200, JSON, cards.tags())),
                "/api/show",
                post(exchange -> AnswerWriter.send(
                        exchange, 200, JSON, cards.show(reader.readModel(exchange.getRequestBody())))),
                "/api/generate",
                post(exchange -> inference.answer(exchange, false)),
                "/api/chat",
                post(exchange -> inference.answer(exchange, true)));
    }

    @Override
    public void handle(HttpExchange exchange) {
        long start = System.nanoTime();
        String outcome = "ok";
        try (exchange) {
            try {
                answer(exchange);
            } catch (ApiError e) {
                outcome = e.getMessage();
                refuse(exchange, e.status(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                outcome = "interrupted";
                refuse(exchange, 503, "server is stopping, please try again");
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "request failed", e);
                outcome = INTERNAL;
                refuse(exchange, 500, INTERNAL);
            }
        } catch (IOException e) {
            outcome = "client gone";
        }
        LOG.log(
                Level.INFO,
                "{0} {1} status={2} ms={3} outcome={4}",
                exchange.getRequestMethod(),
                path(exchange),
                Integer.toString(exchange.getResponseCode()),
                Long.toString((System.nanoTime() - start) / 1_000_000),
                printable(outcome));
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        Endpoint endpoint = endpoints.get(exchange.getRequestURI().getPath());
        if (endpoint == null) {
            throw new ApiError(404, "path not found");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals(endpoint.method) && !(method.equals("HEAD") && endpoint.method.equals("GET"))) {
            exchange.getResponseHeaders().set("Allow", endpoint.method);
            throw new ApiError(405, "method not allowed");
        }
        endpoint.answer.to(exchange);
    }

    private void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        String error =
                JsonNodeFactory.instance.objectNode().put("error", sentence).toString();
        AnswerWriter.send(exchange, status, JSON, error);
        drain(exchange.getRequestBody());
    }

    /** A client that is still sending would lose the answer if the connection were closed under it. */
    private void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = maxBody;
        int read = body.read(buffer);
        while (read >= 0 && left > 0) {
            left -= read;
            read = body.read(buffer);
        }
    }

    /** A log line stays a line, whatever a client put into its request. */
    private static String printable(String text) {
        String shown = text.length() > 200 ? text.substring(0, 200) : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static String path(HttpExchange exchange) {
        return printable(exchange.getRequestURI().getRawPath());
    }

    private static Endpoint get(Answer answer) {
        return new Endpoint("GET", answer);
    }

    private static Endpoint post(Answer answer) {
        return new Endpoint("POST", answer);
    }

    private record Endpoint(String method, Answer answer) {}

    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
