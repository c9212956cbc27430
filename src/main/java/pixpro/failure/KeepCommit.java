package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;

/** First step of a topic route whose later steps wash the headers: keeps the means to commit out of their reach. */
@Component("keepCommit")
public class KeepCommit implements Processor {

    /** Exchange property that holds Camel's manual commit of the record. */
    public static final String PROPERTY = "pixproManualCommit";

    @Override
    public void process(Exchange exchange) {
        exchange.setProperty(PROPERTY, exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT));
    }
}
