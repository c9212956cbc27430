package pixpro.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Last step of an HTTP route: the body becomes JSON, and nothing of the request is sent back. */
@Component("jsonAnswer")
public class JsonAnswer implements Processor {

    private final ObjectMapper json;

    public JsonAnswer(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        boolean passes = exchange.getMessage().getBody() instanceof Passing passing && passing.passes();
        exchange.setProperty(Passing.PROPERTY, passes);
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        write(
                exchange,
                status == null ? 200 : status,
                "application/json",
                exchange.getMessage().getBody());
    }

    /** Answers with a problem. */
    void problem(Exchange exchange, Problem problem) throws JsonProcessingException {
        write(exchange, problem.status(), Problem.MEDIA_TYPE, problem);
        if (problem.status() == 503) {
            exchange.getMessage().setHeader("Retry-After", "5");
        }
        if (problem.status() == 401) {
            exchange.getMessage().setHeader("WWW-Authenticate", "Bearer realm=\"pixpro\"");
        }
    }

    private void write(Exchange exchange, int status, String mediaType, Object body) throws JsonProcessingException {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, mediaType);
        message.setHeader("Cache-Control", "no-store");
        message.setBody(json.writeValueAsString(body));
    }
}
