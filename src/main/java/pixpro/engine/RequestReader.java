package pixpro.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a request as it arrives: images go from base64 to bytes without ever being a string. */
final class RequestReader {
    private final long maxBody;
    private final ObjectMapper mapper;

    RequestReader(long maxBody) {
        this.maxBody = maxBody;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) Math.min(maxBody, Integer.MAX_VALUE))
                        .maxNestingDepth(64)
                        .build())
                .build());
    }

    /**
     * Reads a request of either kind.
     *
     * @param length what the client announced, or -1
     * @throws ApiError 400 with Ollama's shape for anything that is no such request, 413 if it is too long
     */
    InferenceRequest read(InputStream body, long length) throws IOException {
        if (length > maxBody) {
            throw BoundedBody.tooLarge(maxBody);
        }
        try (JsonParser parser = mapper.getFactory().createParser(new BoundedBody(body, maxBody))) {
            if (parser.nextToken() == null) {
                throw new ApiError(400, "missing request body");
            }
            expect(parser, JsonToken.START_OBJECT, "the request");
            return new Fields(length).read(parser);
        } catch (JsonProcessingException e) {
            // without the location and source that the full message carries
            throw new ApiError(400, "invalid JSON: " + e.getOriginalMessage());
        }
    }

    /** Reads the model's name of {@code /api/show}, which Ollama also takes as {@code name}. */
    String readModel(InputStream body) throws IOException {
        try {
            JsonNode request = mapper.readTree(new BoundedBody(body, Math.min(maxBody, 65_536)));
            if (request == null || !request.isObject()) {
                throw new ApiError(400, "missing request body");
            }
            String model = request.path("model").asText(request.path("name").asText(""));
            if (model.isEmpty()) {
                throw new ApiError(400, "model is required");
            }
            return model;
        } catch (JsonProcessingException e) {
            throw new ApiError(400, "invalid JSON: " + e.getOriginalMessage());
        }
    }

    private static void expect(JsonParser parser, JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw new ApiError(
                    400,
                    "invalid JSON: " + what + " must be "
                            + switch (token) {
                                case START_OBJECT -> "an object";
                                case START_ARRAY -> "an array";
                                default -> "a string";
                            });
        }
    }

    /** The fields of one request, collected in whatever order they come. */
    private static final class Fields {
        private final int expectedBytes;
        private String model = "";
        private List<byte[]> images = List.of();
        private JsonNode options;
        private boolean stream = true;
        private boolean json;

        Fields(long length) {
            // a request is mostly one image, of which base64 makes four bytes out of three
            this.expectedBytes = (int) Math.max(1024, Math.min(length, Integer.MAX_VALUE) / 4 * 3);
        }

        InferenceRequest read(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (parser.currentToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                switch (field) {
                    case "model" -> {
                        expect(parser, JsonToken.VALUE_STRING, field);
                        model = parser.getText();
                    }
                    case "images" -> images = readImages(parser);
                    case "messages" -> readMessages(parser);
                    case "options" -> {
                        expect(parser, JsonToken.START_OBJECT, field);
                        options = parser.readValueAsTree();
                    }
                    case "format" -> json = readFormat(parser);
                    case "stream" -> stream = readFlag(parser, field);
                    default -> parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new ApiError(400, "invalid JSON: unexpected end");
            }
            return new InferenceRequest(model, images, options, stream, json);
        }

        private void readMessages(JsonParser parser) throws IOException {
            expect(parser, JsonToken.START_ARRAY, "messages");
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    if (field.equals("images") && parser.currentToken() != JsonToken.VALUE_NULL) {
                        List<byte[]> found = readImages(parser);
                        images = found.isEmpty() ? images : found;
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            expectEnd(parser, "messages must be an array of objects");
        }

        private List<byte[]> readImages(JsonParser parser) throws IOException {
            expect(parser, JsonToken.START_ARRAY, "images");
            List<byte[]> files = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                ByteArrayOutputStream file = new ByteArrayOutputStream(files.isEmpty() ? expectedBytes : 1024);
                try {
                    parser.readBinaryValue(file);
                } catch (IllegalArgumentException | JsonProcessingException e) {
                    throw new ApiError(400, "images: illegal base64 data");
                }
                files.add(file.toByteArray());
            }
            expectEnd(parser, "images must be an array of base64 strings");
            return files;
        }

        private static void expectEnd(JsonParser parser, String sentence) {
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new ApiError(400, "invalid JSON: " + sentence);
            }
        }

        private static boolean readFlag(JsonParser parser, String field) throws IOException {
            if (!parser.currentToken().isBoolean()) {
                throw new ApiError(400, "invalid JSON: " + field + " must be true or false");
            }
            return parser.getBooleanValue();
        }

        private static boolean readFormat(JsonParser parser) throws IOException {
            JsonNode format = parser.readValueAsTree();
            if (format.isObject() || format.asText().equals("json")) {
                return true;
            }
            if (format.isTextual() && format.asText().isEmpty()) {
                return false;
            }
            throw new ApiError(
                    400, "invalid format: %s; expected \"json\" or a valid JSON Schema object".formatted(format));
        }
    }
}
