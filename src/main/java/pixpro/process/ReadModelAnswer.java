package pixpro.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/** The step that reads a backend's response; its picture is gone from the disk when the job's exchange is done. */
public class ReadModelAnswer implements Processor {

    private static final int SHOWN_OF_AN_ERROR = 500;

    private final OllamaAnswer reader;

    public ReadModelAnswer(OllamaAnswer reader) {
        this.reader = reader;
    }

    @Override
    public void process(Exchange exchange) throws JobFailedException, IOException {
        String backend = exchange.getVariable("backend", String.class);
        String model = exchange.getVariable("model", String.class);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            // whoever handles a failure must not find a stream that is closed by then
            exchange.getMessage().setBody(null);
            if (status != 200) {
                refuse(backend, model, status, body);
            }
            ModelAnswer answer = reader.read(backend, model, body);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    answer.close();
                }
            });
            // Camel counts the tries in a header: without it a failing backend is tried for ever
            exchange.getMessage().removeHeaders("*", "CamelRedeliver*");
            exchange.getMessage().setBody(answer);
        }
    }

    /** A client error is the job's fault and stays one; anything else may pass. */
    private static void refuse(String backend, String model, int status, InputStream body)
            throws JobFailedException, IOException {
        String said = body == null ? "" : new String(body.readNBytes(SHOWN_OF_AN_ERROR), StandardCharsets.UTF_8);
        IOException cause = new IOException("status " + status + ": " + said);
        if (status == 404) {
            throw new JobFailedException("unknown-model", "The model " + model + " is not installed.", cause);
        }
        if (status >= 400 && status < 500 && status != 408 && status != 429) {
            throw new JobFailedException(
                    "refused-by-model", "The model refused this picture or these parameters.", cause);
        }
        throw new BackendException(backend, backend + " answered with status " + status, cause);
    }
}
