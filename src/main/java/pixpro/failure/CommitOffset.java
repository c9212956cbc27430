package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.springframework.stereotype.Component;

/** Last step of a route that consumes a topic: only now is the record done, and will not be read again. */
@Component("commitOffset")
public class CommitOffset implements Processor {

    @Override
    public void process(Exchange exchange) {
        KafkaManualCommit commit = exchange.getProperty(KeepCommit.PROPERTY, KafkaManualCommit.class);
        if (commit == null) {
            commit = exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
        }
        if (commit == null) {
            throw new IllegalStateException("the route does not consume a topic with manual commit");
        }
        commit.commit();
    }
}
