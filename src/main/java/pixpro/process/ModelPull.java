package pixpro.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import pixpro.event.ImageQueued;

/** The download of a model to a backend ({@code POST /api/pull}): writes the request, and follows the answer to its end. */
public class ModelPull implements Processor {

    private final ObjectMapper json;
    private final JobProgress progress;

    /**
     * @param json reads what the backend says
     * @param progress is told how far the download is
     */
    public ModelPull(ObjectMapper json, JobProgress progress) {
        this.json = json;
        this.progress = progress;
    }

    /**
     * @param call whose model is downloaded
     * @return the request's body
     */
    public String request(ModelCall call) {
        return json.createObjectNode()
                .put("model", call.model())
                .put("stream", true)
                .toString();
    }

    /**
     * Reads to the end of the download.
     *
     * @throws JobFailedException if the model cannot be had
     * @throws IOException if the download broke off; what came is kept by the backend
     */
    @Override
    public void process(Exchange exchange) throws JobFailedException, IOException {
        ModelCall call = exchange.getVariable("call", ModelCall.class);
        ModelProgress download = progress.of(exchange.getVariable("event", ImageQueued.class));
        String last = "nothing";
        try (InputStream body = CamelBody.take(exchange);
                MappingIterator<JsonNode> lines = json.readerFor(JsonNode.class).readValues(body)) {
            while (!"success".equals(last)) {
                if (!lines.hasNextValue()) {
                    throw new BackendException(
                            call.backend(), "the download of " + call.model() + " ended with " + last, null);
                }
                JsonNode line = lines.nextValue();
                if (line.hasNonNull("error")) {
                    throw new JobFailedException(
                            "unknown-model",
                            "The model " + call.model() + " cannot be installed.",
                            new IOException(line.path("error").asText()));
                }
                last = line.path("status").asText();
                tell(line.path("completed"), line.path("total"), download);
            }
        }
    }

    private static void tell(JsonNode completed, JsonNode total, ModelProgress download) {
        if (isCount(completed) && isCount(total)) {
            download.at(completed.longValue(), total.longValue());
        }
    }

    private static boolean isCount(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }
}
