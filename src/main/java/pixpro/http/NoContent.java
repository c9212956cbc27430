package pixpro.http;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Last step of an HTTP route that has nothing to tell: 204, and nothing of the request is sent back. */
@Component("noContent")
public class NoContent implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
        message.setHeader("Cache-Control", "no-store");
        message.setBody(null);
    }
}
