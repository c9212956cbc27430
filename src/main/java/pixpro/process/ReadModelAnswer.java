package pixpro.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import pixpro.event.ImageQueued;

/** The step that reads a backend's response; its picture is gone from the disk when the job's exchange is done. */
public class ReadModelAnswer implements Processor {

    private static final int SHOWN_OF_AN_ERROR = 500;

    private final OllamaAnswer reader;
    private final JobProgress progress;

    /**
     * @param reader reads the response's body
     * @param progress is told meanwhile how far the model is
     */
    public ReadModelAnswer(OllamaAnswer reader, JobProgress progress) {
        this.reader = reader;
        this.progress = progress;
    }

    @Override
    public void process(Exchange exchange) throws JobFailedException, IOException {
        ModelCall call = exchange.getVariable("call", ModelCall.class);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        try (InputStream body = CamelBody.take(exchange)) {
            if (status == 429 || status == 503) {
                throw new CapacityException(
                        call.backend(), seconds(exchange.getMessage().getHeader("Retry-After", String.class)));
            }
            if (status != 200 || !isJson(type)) {
                refuse(call, status, type, body);
            }
            ImageQueued event = exchange.getVariable("event", ImageQueued.class);
            ModelAnswer answer = reader.read(call, body, progress.of(event));
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    answer.close();
                }
            });
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(answer);
            exchange.setVariable(LeaveBackend.REACHED, LeaveBackend.ANSWERED);
        }
    }

    /** A client error is the job's fault and stays one, if it is Ollama that speaks; anything else may pass. */
    private static void refuse(ModelCall call, int status, String type, InputStream body)
            throws JobFailedException, IOException {
        String said = body == null ? "" : new String(body.readNBytes(SHOWN_OF_AN_ERROR), StandardCharsets.UTF_8);
        IOException cause = new IOException("status " + status + ": " + said);
        boolean ollama = isJson(type);
        // a model that was there a moment ago, or may be fetched, is worth another try, which fetches it
        if (ollama && status == 404 && !call.settings().pull()) {
            throw new JobFailedException("unknown-model", "The model " + call.model() + " is not installed.", cause);
        }
        if (ollama && status >= 400 && status < 500 && status != 404 && status != 408) {
            throw new JobFailedException(
                    "refused-by-model", "The model refused this picture or these parameters.", cause);
        }
        throw new BackendException(call.backend(), call.backend() + " answered with status " + status, cause);
    }

    /** A page in HTML is not from Ollama but from something in front of it. */
    private static boolean isJson(String type) {
        if (type == null) {
            return true;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/json") || lower.startsWith("application/x-ndjson");
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;
    }
}
