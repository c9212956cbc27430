package pixpro.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka consumer whose records may be done in any order and by any thread: {@link #done} is the only method another
 * thread may call. It commits by itself, from within {@link #poll}, which therefore has to be called all the time; as
 * long as too much is in work, poll answers with nothing, and the consumer stays a member of its group.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public class UnorderedConsumer<K, V> extends KafkaConsumer<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(UnorderedConsumer.class);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(1);

    private final int most;
    private final Map<TopicPartition, OpenRecords> partitions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Set<TopicPartition> heldByOthers = new HashSet<>();
    private long committedAt = System.nanoTime();

    /**
     * @param properties of a Kafka consumer, with auto commit off
     * @param most records in work at once
     */
    public UnorderedConsumer(Properties properties, int most) {
        super(properties);
        this.most = most;
    }

    /**
     * Says that the work on a record is done, from any thread.
     *
     * @param partition the record's
     * @param offset the record's
     */
    public void done(TopicPartition partition, long offset) {
        OpenRecords open = partitions.get(partition);
        // a partition that has gone to somebody else meanwhile: they do the record, too, and leave the same state
        if (open != null) {
            open.done(offset);
        }
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Rebalance(listener));
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        if (System.nanoTime() - committedAt > COMMIT_EVERY.toNanos()) {
            commitNow();
        }
        holdOrGoOn();
        ConsumerRecords<K, V> polled = super.poll(timeout);
        Map<TopicPartition, List<ConsumerRecord<K, V>>> taken = new HashMap<>();
        for (ConsumerRecord<K, V> polledRecord : polled) {
            TopicPartition partition = new TopicPartition(polledRecord.topic(), polledRecord.partition());
            if (partitions
                    .computeIfAbsent(partition, unknown -> new OpenRecords(null))
                    .take(polledRecord.offset())) {
                taken.computeIfAbsent(partition, none -> new ArrayList<>()).add(polledRecord);
            }
        }
        return new ConsumerRecords<>(taken);
    }

    /** Pausing from outside outlasts the room that becomes free here. */
    @Override
    public void pause(Collection<TopicPartition> paused) {
        heldByOthers.addAll(paused);
        super.pause(paused);
    }

    @Override
    public void resume(Collection<TopicPartition> resumed) {
        heldByOthers.removeAll(resumed);
        super.resume(resumed);
    }

    @Override
    public void close() {
        close(CamelImpatientKafka.GOODBYE);
    }

    private void holdOrGoOn() {
        int inWork = partitions.values().stream().mapToInt(OpenRecords::inWork).sum();
        if (inWork >= most) {
            super.pause(assignment());
        } else {
            Set<TopicPartition> free = new HashSet<>(paused());
            free.removeAll(heldByOthers);
            super.resume(free);
        }
    }

    /** Beside the work, and once more if it fails: what it says becomes truer with time, never false. */
    private void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> news = news(assignment());
        committedAt = System.nanoTime();
        if (!news.isEmpty()) {
            committed.putAll(news);
            commitAsync(news, (offsets, failure) -> {
                if (failure != null) {
                    offsets.keySet().forEach(committed::remove);
                    LOG.debug("commit_postponed cause={}", failure.getMessage());
                }
            });
        }
    }

    private void commitBefore(Collection<TopicPartition> leaving) {
        Map<TopicPartition, OffsetAndMetadata> news = news(leaving);
        if (!news.isEmpty()) {
            try {
                commitSync(news, LAST_COMMIT);
            } catch (KafkaException e) {
                LOG.info("commit_left_out cause={}", e.getMessage());
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> news(Collection<TopicPartition> asked) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        for (TopicPartition partition : asked) {
            OpenRecords open = partitions.get(partition);
            OffsetAndMetadata position = open == null ? null : open.position();
            if (position != null && !position.equals(committed.get(partition))) {
                news.put(partition, position);
            }
        }
        return news;
    }

    /** What is open belongs to the partition, and goes and comes with it. */
    private final class Rebalance implements ConsumerRebalanceListener {

        private final ConsumerRebalanceListener next;

        Rebalance(ConsumerRebalanceListener next) {
            this.next = next;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (!assigned.isEmpty()) {
                Map<TopicPartition, OffsetAndMetadata> known = committed(Set.copyOf(assigned));
                assigned.forEach(partition -> partitions.put(partition, new OpenRecords(known.get(partition))));
            }
            next.onPartitionsAssigned(assigned);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            commitBefore(revoked);
            forget(revoked);
            next.onPartitionsRevoked(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            forget(lost);
            next.onPartitionsLost(lost);
        }

        private void forget(Collection<TopicPartition> gone) {
            gone.forEach(partitions::remove);
            gone.forEach(committed::remove);
            gone.forEach(heldByOthers::remove);
        }
    }
}
