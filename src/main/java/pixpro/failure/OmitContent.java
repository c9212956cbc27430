package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * For a record that is too large even for quarantine: its entry says so and goes without the content, which stays where
 * it was, at the position that the entry names.
 */
public class OmitContent implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message entry = exchange.getMessage();
        byte[] value = entry.getBody(byte[].class);
        entry.removeHeader(QuarantineRecord.PREFIX + "headers");
        entry.removeHeader(QuarantineRecord.PREFIX + "key");
        entry.setHeader(QuarantineRecord.PREFIX + "omitted", value == null ? "0" : Integer.toString(value.length));
        entry.setBody(null);
    }
}
