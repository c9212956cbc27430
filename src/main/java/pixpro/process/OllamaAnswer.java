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
import pixpro.image.SpooledFile;
import pixpro.image.UnfitImageException;

/**
 * Reads the answer of Ollama's {@code POST /api/generate} with {@code stream: false} as it arrives. The picture is
 * decoded straight to disk; text is bounded.
 */
public class OllamaAnswer {

    /** Characters. Far beyond any caption or list of detections, and an event that carries them fits a Kafka record. */
    private static final int MAX_TEXT = 150_000;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // binary values are read piece by piece and do not count
                    .maxStringLength(MAX_TEXT)
                    .maxNestingDepth(50)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path spoolDir;
    private final long maxPictureBytes;

    public OllamaAnswer(Path spoolDir, long maxPictureBytes) {
        this.spoolDir = spoolDir;
        this.maxPictureBytes = maxPictureBytes;
    }

    /**
     * @param backend who answers
     * @param model who was asked
     * @param body the answer's body with status 200; not closed
     * @return the answer; the caller closes it
     * @throws JobFailedException if the model answered, but not as the API says
     * @throws IOException if the answer broke off
     */
    public ModelAnswer read(String backend, String model, InputStream body) throws JobFailedException, IOException {
        SpooledFile picture = null;
        String text = "";
        boolean done = false;
        try (JsonParser parser = JSON.createParser(body)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("it is not a JSON object", null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if ("image".equals(field) && value == JsonToken.VALUE_STRING) {
                    picture = SpooledFile.receive(spoolDir, maxPictureBytes, out -> decode(parser, out));
                } else if ("response".equals(field) && value == JsonToken.VALUE_STRING) {
                    text = parser.getText();
                } else if ("error".equals(field) && value == JsonToken.VALUE_STRING) {
                    throw new JobFailedException(
                            "model-error", "The model could not do this.", new IOException(parser.getText()));
                } else if ("done".equals(field)) {
                    done = value == JsonToken.VALUE_TRUE;
                } else {
                    parser.skipChildren();
                }
            }
            if (!done) {
                throw malformed("it ends before it is done", null);
            }
            ModelAnswer answer = new ModelAnswer(backend, model, text, picture);
            picture = null;
            return answer;
        } catch (JsonProcessingException e) {
            throw malformed("it is not JSON, or beyond all measure", e);
        } catch (UnfitImageException e) {
            throw new JobFailedException("result-too-large", "The model's picture is larger than PixPro keeps.", e);
        } finally {
            if (picture != null) {
                picture.close();
            }
        }
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
}
