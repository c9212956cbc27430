package pixpro.process;

import java.io.InputStream;
import org.apache.camel.Exchange;

/** A backend's answer, taken out of the exchange: the steps after a failure would try to keep a copy of what is closed. */
final class CamelBody {

    private CamelBody() {}

    /** @return the message's body, which the message no longer has; null if it had none */
    static InputStream take(Exchange exchange) {
        InputStream body = exchange.getMessage().getBody(InputStream.class);
        exchange.getMessage().setBody(null);
        return body;
    }
}
