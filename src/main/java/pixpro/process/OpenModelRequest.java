package pixpro.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import pixpro.event.ImageQueued;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/** The step that turns an effect's variables into the request to its backend. Can be run again for another try. */
public class OpenModelRequest implements Processor {

    private static final List<String> APIS = List.of("generate", "chat");

    private final ObjectStorage storage;
    private final OllamaRequest request;
    private final ObjectMapper json;

    /**
     * @param storage holds the originals
     * @param request writes the body
     * @param json reads what effects write as JSON
     */
    public OpenModelRequest(ObjectStorage storage, OllamaRequest request, ObjectMapper json) {
        this.storage = storage;
        this.request = request;
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JobFailedException, IOException {
        ImageQueued event = exchange.getVariable("event", ImageQueued.class);
        ModelCall call = exchange.getVariable("call", ModelCall.class);
        String api = exchange.getVariable("api", "generate", String.class);
        if (!APIS.contains(api)) {
            throw broken(event, "asks through an API that is not there", null);
        }
        exchange.setVariable("api", api);
        ModelQuestion question = question(exchange, event, call.model(), api);
        boolean blind = "none".equals(exchange.getVariable("picture", String.class));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(request.open(question, blind ? null : original(event)));
        exchange.setVariable(LeaveBackend.REACHED, LeaveBackend.ASKED);
    }

    private ModelQuestion question(Exchange exchange, ImageQueued event, String model, String api)
            throws JobFailedException {
        Map<String, Object> params = event.next().params();
        Prompt prompt = Prompt.fill(exchange.getVariable("prompt", String.class), params);
        // what the prompt does not say is for the model's options, unless the effect makes it a field of the request
        Map<String, Object> options = new LinkedHashMap<>(params);
        options.keySet().removeAll(prompt.used());
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : exchange.getVariable("fields", "", String.class).split("[,\\s]+")) {
            if (options.containsKey(field)) {
                fields.put(field, options.remove(field));
            }
        }
        return new ModelQuestion(
                "chat".equals(api),
                model,
                prompt.text(),
                exchange.getVariable("options") == null ? options : object(exchange, "options", event),
                fields,
                exchange.getVariable("format") == null ? null : object(exchange, "format", event),
                exchange.getVariable("keepAlive", String.class),
                exchange.getVariable("stream", false, Boolean.class),
                exchange.getVariable("objection", ModelQuestion.Objection.class));
    }

    /** A variable that an effect sets as a map, or in YAML as JSON text. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> object(Exchange exchange, String variable, ImageQueued event)
            throws JobFailedException {
        Object value = exchange.getVariable(variable);
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        try {
            return json.readValue(value.toString(), Map.class);
        } catch (JsonProcessingException e) {
            throw broken(event, "sets " + variable + " to what is no JSON object", e);
        }
    }

    private InputStream original(ImageQueued event) throws JobFailedException, IOException {
        try {
            return storage.get(
                    event.done().isEmpty()
                            ? event.image().objectKey()
                            : ObjectKeys.step(
                                    event.image().id(),
                                    event.job().id(),
                                    event.done().size()));
        } catch (NoSuchObjectException e) {
            if (!event.done().isEmpty()) {
                throw new JobFailedException(Jobs.STEP_MISSING, "The picture of the step before is gone.", e);
            }
            throw new JobFailedException("original-missing", "The original is no longer in storage.", e);
        }
    }

    private static JobFailedException broken(ImageQueued event, String how, Exception cause) {
        return new JobFailedException(
                "broken-effect", "The effect " + event.next().effect() + " " + how + ".", cause);
    }
}
