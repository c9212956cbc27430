package pixpro.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pixpro.image.SpooledFile;
import pixpro.image.UnfitImageException;

/**
 * Reads the answer of Ollama's {@code POST /api/generate} or {@code POST /api/chat} as it arrives, whole or piece by
 * piece (one object a line). The picture is decoded straight to disk; text is bounded, and so is everything together.
 */
public class OllamaAnswer {

    /** Characters. Far beyond any caption or list of detections, and an event that carries them fits a Kafka record. */
    private static final int MAX_TEXT = 150_000;

    /** Bytes besides the picture. A text that comes word by word is wrapped in a hundred times its length. */
    private static final long MAX_WORDING = 100L * MAX_TEXT;

    /** Pictures of a chat besides the first. */
    private static final int MOST_MORE = 7;

    private final Path spoolDir;
    private final long maxPictureBytes;
    private final JsonFactory json;

    /**
     * @param spoolDir where pictures go
     * @param maxPictureBytes the most bytes of a picture
     */
    public OllamaAnswer(Path spoolDir, long maxPictureBytes) {
        this.spoolDir = spoolDir;
        this.maxPictureBytes = maxPictureBytes;
        this.json = new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        // binary values are read piece by piece and do not count
                        .maxStringLength(MAX_TEXT)
                        .maxNestingDepth(50)
                        .maxDocumentLength(maxPictureBytes / 3 * 4 + MAX_WORDING)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /**
     * @param call who was asked
     * @param body the answer's body with status 200; not closed
     * @param progress hears what a line says of how far the model is
     * @return the answer; the caller closes it
     * @throws JobFailedException if the model answered, but not as the API says
     * @throws IOException if the answer broke off
     */
    public ModelAnswer read(ModelCall call, InputStream body, ModelProgress progress)
            throws JobFailedException, IOException {
        Pieces pieces = new Pieces();
        try (JsonParser parser = json.createParser(body)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            do {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw malformed(pieces.begun ? "it ends before it is done" : "it is not a JSON object", null);
                }
                pieces.begun = true;
                readObject(parser, pieces);
                pieces.tell(progress);
            } while (!pieces.done);
            return pieces.answer(call);
        } catch (JsonProcessingException e) {
            throw malformed("it is not JSON, or beyond all measure", e);
        } catch (UnfitImageException e) {
            throw new JobFailedException("result-too-large", "The model's picture is larger than PixPro keeps.", e);
        } finally {
            pieces.close();
        }
    }

    private void readObject(JsonParser parser, Pieces pieces)
            throws JobFailedException, IOException, UnfitImageException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("image".equals(field) && value == JsonToken.VALUE_STRING) {
                readPicture(parser, pieces);
            } else if (("response".equals(field) || "content".equals(field)) && value == JsonToken.VALUE_STRING) {
                pieces.append(parser.getText());
            } else if ("message".equals(field) && value == JsonToken.START_OBJECT) {
                readObject(parser, pieces);
            } else if ("images".equals(field) && value == JsonToken.START_ARRAY) {
                readPictures(parser, pieces);
            } else if ("error".equals(field) && value == JsonToken.VALUE_STRING) {
                throw new JobFailedException(
                        "model-error", "The model could not do this.", new IOException(parser.getText()));
            } else if ("completed".equals(field)) {
                pieces.completed = count(parser);
            } else if ("total".equals(field)) {
                pieces.total = count(parser);
            } else if ("done".equals(field)) {
                pieces.done = value == JsonToken.VALUE_TRUE;
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Null for what is no whole number: progress is a courtesy, and nothing in it makes an answer wrong. */
    private static Long count(JsonParser parser) throws IOException {
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        Long count = whole ? parser.getLongValue() : null;
        parser.skipChildren();
        return count;
    }

    /** As a chat has them. */
    private void readPictures(JsonParser parser, Pieces pieces)
            throws JobFailedException, IOException, UnfitImageException {
        for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
            if (each == JsonToken.VALUE_STRING && pieces.picture == null) {
                readPicture(parser, pieces);
            } else if (each == JsonToken.VALUE_STRING && pieces.more.size() < MOST_MORE) {
                pieces.more.add(spooled(parser));
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readPicture(JsonParser parser, Pieces pieces)
            throws JobFailedException, IOException, UnfitImageException {
        if (pieces.picture != null) {
            throw malformed("it has two pictures", null);
        }
        pieces.picture = spooled(parser);
    }

    private SpooledFile spooled(JsonParser parser) throws IOException, UnfitImageException {
        return SpooledFile.receive(spoolDir, maxPictureBytes, out -> decode(parser, out));
    }

    /** Jackson reports a character that is not base64 as an illegal argument when it decodes piece by piece. */
    private static void decode(JsonParser parser, OutputStream out) throws IOException {
        try {
            parser.readBinaryValue(out);
        } catch (IllegalArgumentException e) {
            throw new JsonParseException(parser, "image is not base64", e);
        }
    }

    private static JobFailedException malformed(String what, Exception cause) {
        return new JobFailedException(
                "malformed-answer", "The model's answer could not be understood: " + what + ".", cause);
    }

    /** What has come so far. */
    private static final class Pieces {

        private final StringBuilder text = new StringBuilder();
        private final List<SpooledFile> more = new ArrayList<>();
        private SpooledFile picture;
        private boolean begun;
        private boolean done;
        private Long completed;
        private Long total;

        void append(String piece) throws JobFailedException {
            if (text.length() + piece.length() > MAX_TEXT) {
                throw malformed("it does not end", null);
            }
            text.append(piece);
        }

        /** Tells what the line said, if it did, and forgets it for the next. */
        void tell(ModelProgress progress) {
            if (completed != null && total != null) {
                progress.at(completed, total);
            }
            completed = null;
            total = null;
        }

        /** Hands the pictures over. */
        ModelAnswer answer(ModelCall call) {
            ModelAnswer answer = new ModelAnswer(
                    call.backend(), call.model(), call.digest(), text.toString(), picture, List.copyOf(more));
            picture = null;
            more.clear();
            return answer;
        }

        void close() {
            if (picture != null) {
                picture.close();
            }
            more.forEach(SpooledFile::close);
        }
    }
}
