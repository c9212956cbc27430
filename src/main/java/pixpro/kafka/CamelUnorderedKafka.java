package pixpro.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.consumer.CommitManager;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Lets a {@code kafka:} consumer of Camel hand its records to other threads. To be named in its endpoint as
 * {@code kafkaClientFactory} and {@code kafkaManualCommitFactory}: a commit then says that this one record is done, from
 * any thread and in any order.
 */
public class CamelUnorderedKafka extends DefaultKafkaClientFactory implements KafkaManualCommitFactory {

    private static final int BATCH = 16;

    /** Nothing is done between two polls, so that a consumer that does not poll is dead, and others need not wait for it. */
    private static final int POLL_INTERVAL_MILLIS = 60_000;

    private final int most;
    private final BooleanSupplier closing;

    /**
     * @param most records that one consumer has in work at once
     * @param closing whether PixPro has been told to end: then nothing more is taken
     */
    public CamelUnorderedKafka(int most, BooleanSupplier closing) {
        this.most = most;
        this.closing = closing;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the factory is declared
    public Consumer getConsumer(Properties properties) {
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(most, BATCH));
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS);
        return new UnorderedConsumer<Object, Object>(properties, most) {
            @Override
            public ConsumerRecords<Object, Object> poll(Duration timeout) {
                if (closing.getAsBoolean()) {
                    pause(assignment());
                }
                return super.poll(timeout);
            }
        };
    }

    @Override
    public KafkaManualCommit newInstance(
            CamelExchangePayload exchange, KafkaRecordPayload polled, CommitManager commitManager) {
        UnorderedConsumer<?, ?> consumer = (UnorderedConsumer<?, ?>) exchange.consumer;
        return new Leased(consumer.lease(polled.partition, polled.recordOffset));
    }

    /** A commit that knows whether it still may be one. */
    private record Leased(RecordLease lease) implements KafkaManualCommit, RecordLease {

        @Override
        public void commit() {
            lease.done();
        }

        @Override
        public boolean isHeld() throws InterruptedException {
            return lease.isHeld();
        }

        @Override
        public void done() {
            lease.done();
        }
    }
}
