package pixpro.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import pixpro.process.ModelQuestion.Objection;

/**
 * The step that looks whether a model's words fit the JSON Schema it was given. Leaves the variable {@code objection} if
 * they do not, so that the model can be asked again; the second time the job has failed.
 */
public class CheckStructure implements Processor {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final ObjectMapper json;

    /** @param json reads answers and schemas */
    public CheckStructure(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JobFailedException {
        Object format = exchange.getVariable("format");
        Objection before = exchange.getVariable("objection", Objection.class);
        exchange.removeVariable("objection");
        if (format == null) {
            return;
        }
        String text = exchange.getMessage().getBody(ModelAnswer.class).text();
        String fault = fault(text, format);
        if (fault == null) {
            return;
        }
        if (before != null) {
            throw new JobFailedException(
                    "malformed-answer",
                    "The model did not answer in the form it was asked for, not even when told so.",
                    new IllegalArgumentException(fault));
        }
        exchange.setVariable("objection", new Objection(text, fault));
    }

    private String fault(String text, Object format) {
        JsonNode answer;
        try {
            answer = json.readTree(text);
        } catch (JsonProcessingException e) {
            return "it is not JSON: " + e.getOriginalMessage();
        }
        JsonNode schema = json.valueToTree(format);
        if (format instanceof String written) {
            try {
                schema = json.readTree(written);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("the schema is no JSON, although it was sent", e);
            }
        }
        String faults = SCHEMAS.getSchema(schema).validate(answer).stream()
                .map(each -> each.getMessage())
                .sorted()
                .limit(10)
                .collect(Collectors.joining("; "));
        return faults.isEmpty() ? null : faults;
    }
}
