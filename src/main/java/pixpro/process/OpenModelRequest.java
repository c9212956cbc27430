package pixpro.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import pixpro.event.ImageQueued;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectStorage;

/** The step that turns an effect's variables into the request to its backend. Can be run again for another try. */
public class OpenModelRequest implements Processor {

    /** Of an effect that names none: the engine that needs no weights. */
    static final String DEFAULT_BACKEND = "vision";

    private final ObjectStorage storage;
    private final OllamaRequest request;
    private final Map<String, BackendSettings.Backend> backends;

    public OpenModelRequest(
            ObjectStorage storage, OllamaRequest request, Map<String, BackendSettings.Backend> backends) {
        this.storage = storage;
        this.request = request;
        this.backends = backends;
    }

    @Override
    public void process(Exchange exchange) throws JobFailedException, IOException {
        ImageQueued event = exchange.getVariable("event", ImageQueued.class);
        String model = exchange.getVariable("model", String.class);
        String name = exchange.getVariable("backend", DEFAULT_BACKEND, String.class);
        BackendSettings.Backend backend = backends.get(name);
        if (model == null || backend == null) {
            throw new JobFailedException(
                    "broken-effect",
                    "The effect " + event.job().effect() + " names no model, or a backend that is not there.");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> options =
                exchange.getVariable("options", event.job().params(), Map.class);
        exchange.setVariable("backend", name);
        exchange.setVariable("backendUrl", backend.url().toString());
        // Camel counts the tries in a header: without it a failing backend is tried for ever
        exchange.getMessage().removeHeaders("*", "CamelRedeliver*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage()
                .setBody(request.open(
                        model,
                        exchange.getVariable("prompt", String.class),
                        options,
                        exchange.getVariable("format"),
                        original(event)));
    }

    private InputStream original(ImageQueued event) throws JobFailedException, IOException {
        try {
            return storage.get(event.image().objectKey());
        } catch (NoSuchObjectException e) {
            throw new JobFailedException("original-missing", "The original is no longer in storage.", e);
        }
    }
}
