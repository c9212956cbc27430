package pixpro.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;

/** Writes one request's answer: a single JSON object, or one object a line while the work goes on. */
final class AnswerWriter {
    private static final int BUFFER = 64 * 1024;
    private final JsonFactory json = new JsonFactory();
    private final HttpExchange exchange;
    private final boolean stream;
    private final boolean chat;
    private final String model;
    private OutputStream out;

    /**
     * @param stream whether progress is written, as NDJSON
     * @param chat whether text and image belong into a message, as {@code /api/chat} has it
     */
    AnswerWriter(HttpExchange exchange, boolean stream, boolean chat, String model) {
        this.exchange = exchange;
        this.stream = stream;
        this.chat = chat;
        this.model = model;
    }

    /** Tells how far the work is, if the client listens; an exception means that it has gone. */
    void progress(int completed, int total) throws IOException {
        if (!stream) {
            return;
        }
        line(generator -> {
            generator.writeNumberField("completed", completed);
            generator.writeNumberField("total", total);
            generator.writeBooleanField("done", false);
        });
    }

    /**
     * Writes the last line, or the only object.
     *
     * @param images at least one; outside of a chat there is room for the first only
     */
    void finish(String text, List<BytePointer> images, Durations durations) throws IOException {
        line(generator -> {
            if (chat) {
                generator.writeObjectFieldStart("message");
                generator.writeStringField("role", "assistant");
                generator.writeStringField("content", text);
                generator.writeArrayFieldStart("images");
                for (BytePointer image : images) {
                    writeImage(generator, image);
                }
                generator.writeEndArray();
                generator.writeEndObject();
            } else {
                generator.writeStringField("response", text);
                generator.writeFieldName("image");
                writeImage(generator, images.get(0));
            }
            generator.writeBooleanField("done", true);
            generator.writeStringField("done_reason", "stop");
            durations.write(generator);
        });
        out.close();
    }

    /** Writes an error as the last line; false if nothing has been sent yet, so that a status can still tell it. */
    boolean fail(String sentence) throws IOException {
        if (out == null) {
            return false;
        }
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("error", sentence);
            generator.writeEndObject();
            generator.writeRaw('\n');
        }
        return true;
    }

    private void line(Content content) throws IOException {
        if (out == null) {
            exchange.getResponseHeaders()
                    .set("Content-Type", stream ? "application/x-ndjson" : "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            out = new java.io.BufferedOutputStream(exchange.getResponseBody(), BUFFER);
        }
        JsonGenerator generator = json.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeStartObject();
        generator.writeStringField("model", model);
        generator.writeStringField("created_at", Instant.now().toString());
        content.write(generator);
        generator.writeEndObject();
        generator.close();
        out.write('\n');
        out.flush();
    }

    private static void writeImage(JsonGenerator generator, BytePointer image) throws IOException {
        NativeBytes bytes = new NativeBytes(image);
        generator.writeBinary(bytes, (int) bytes.length());
    }

    /** Sends a small JSON text with a status and ends the exchange. */
    static void send(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.getResponseBody().flush();
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator generator) throws IOException;
    }
}
