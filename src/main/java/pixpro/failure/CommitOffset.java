package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Last step of a route that consumes a topic: only now is the record done, and will not be read again. */
@Component("commitOffset")
public class CommitOffset implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(CommitOffset.class);

    @Override
    public void process(Exchange exchange) {
        KafkaManualCommit commit = exchange.getProperty(KeepCommit.PROPERTY, KafkaManualCommit.class);
        if (commit == null) {
            commit = exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
        }
        if (commit == null) {
            throw new IllegalStateException("the route does not consume a topic with manual commit");
        }
        try {
            commit.commit();
        } catch (KafkaException e) {
            // the group is dealing its partitions anew, or Kafka does not answer. The record's work is done: whoever
            // keeps
            // its partition commits later (pixpro.kafka.RecommittingConsumer), whoever gets it may see the record
            // again,
            // and will leave the same state. Failing here would only call finished work failed, and at the end of a
            // failure policy nobody would try the commit again
            LOG.info("commit_postponed route={} cause={}", exchange.getFromRouteId(), e.getMessage());
        }
    }
}
