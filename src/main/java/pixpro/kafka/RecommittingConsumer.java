package pixpro.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka consumer that owes what it could not commit, because its group was dealing its partitions anew or Kafka did not
 * answer. A partition that it keeps is read on from where it was, so nobody would ever commit that again, and what is done
 * would be shown as waiting until the next record comes.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public class RecommittingConsumer<K, V> extends KafkaConsumer<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(RecommittingConsumer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<TopicPartition, OffsetAndMetadata> owed = new HashMap<>();

    /** @param properties of a Kafka consumer, with auto commit off */
    public RecommittingConsumer(Properties properties) {
        super(properties);
    }

    @Override
    public void subscribe(Collection<String> topics) {
        super.subscribe(topics, new Rebalance(null));
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Rebalance(listener));
    }

    /** {@inheritDoc} What fails is owed, and committed by a later {@link #poll}: whoever waits for it need not ask again. */
    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        try {
            super.commitSync(offsets, timeout);
            owed.keySet().removeAll(offsets.keySet());
        } catch (KafkaException e) {
            owed.putAll(offsets);
            throw e;
        }
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        if (!owed.isEmpty()) {
            commitOwed();
        }
        return super.poll(timeout);
    }

    private void commitOwed() {
        try {
            super.commitSync(Map.copyOf(owed), PATIENCE);
            owed.clear();
        } catch (KafkaException e) {
            LOG.debug("commit_still_owed cause={}", e.getMessage());
        }
    }

    /** Whoever gets a partition next commits for it; an older word of ours would turn the group back. */
    private final class Rebalance implements ConsumerRebalanceListener {

        private final ConsumerRebalanceListener next;

        Rebalance(ConsumerRebalanceListener next) {
            this.next = next;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (next != null) {
                next.onPartitionsAssigned(assigned);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            owed.keySet().removeAll(revoked);
            if (next != null) {
                next.onPartitionsRevoked(revoked);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            owed.keySet().removeAll(lost);
            if (next != null) {
                next.onPartitionsLost(lost);
            }
        }
    }
}
