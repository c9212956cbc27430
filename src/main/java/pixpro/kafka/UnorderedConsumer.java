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
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
 * A Kafka consumer whose records may be done in any order and by any thread: what {@link #lease} gives is all that
 * another thread may use. It commits by itself, from within {@link #poll}, which therefore has to be called all the time;
 * as long as too much is in work, poll answers with nothing, and the consumer stays a member of its group.
 *
 * <p>Each commit that Kafka takes is also its word that this member holds its partitions. While records are in work,
 * positions are committed every second whether they are new or not, so that work is ended by whoever holds the record and
 * by nobody who slept meanwhile.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public class UnorderedConsumer<K, V> extends KafkaConsumer<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(UnorderedConsumer.class);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
    private static final Duration CONFIRM_EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(1);

    /** Kafka's default, for properties that name none. */
    private static final int SESSION_MILLIS = 45_000;

    private static final long LOOK_MILLIS = 100;

    private final int most;
    private final long trustNanos;
    private final Object word = new Object();
    private final Map<TopicPartition, OpenRecords> partitions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Set<TopicPartition> heldByOthers = new HashSet<>();
    private long committedAt = System.nanoTime();
    private long polledAt = System.nanoTime();
    private long askedAt = System.nanoTime();
    private volatile long confirmedAt = System.nanoTime();

    /**
     * @param properties of a Kafka consumer, with auto commit off
     * @param most records in work at once
     */
    public UnorderedConsumer(Properties properties, int most) {
        super(properties);
        this.most = most;
        Object session = properties.getOrDefault(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        // nobody else is given a partition before the session ends; the other half is for heartbeats that were missed
        trustNanos = Duration.ofMillis(Long.parseLong(session.toString())).toNanos() / 2;
    }

    /**
     * To be asked on the thread that polls, before the record is handed on.
     *
     * @param partition the record's
     * @param offset the record's
     * @return what whoever works on it needs to end the work, on any thread
     */
    public RecordLease lease(TopicPartition partition, long offset) {
        // not looked up later: a partition that goes and comes back brings the record with it, for somebody else to do
        OpenRecords open = partitions.get(partition);
        return new RecordLease() {
            @Override
            public boolean isHeld() throws InterruptedException {
                return holds(partition, open);
            }

            @Override
            public void done() {
                open.done(offset);
            }
        };
    }

    private boolean holds(TopicPartition partition, OpenRecords open) throws InterruptedException {
        synchronized (word) {
            while (partitions.get(partition) == open) {
                if (System.nanoTime() - confirmedAt < trustNanos) {
                    return true;
                }
                word.wait(LOOK_MILLIS);
            }
            return false;
        }
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Rebalance(listener));
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        polledAt = System.nanoTime();
        if (polledAt - committedAt > COMMIT_EVERY.toNanos()) {
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
        if (inWork() >= most) {
            super.pause(assignment());
        } else {
            Set<TopicPartition> free = new HashSet<>(paused());
            free.removeAll(heldByOthers);
            super.resume(free);
        }
    }

    private int inWork() {
        return partitions.values().stream().mapToInt(OpenRecords::inWork).sum();
    }

    /** Beside the work, and once more if it fails: what it says becomes truer with time, never false. */
    private void commitNow() {
        if (inWork() > 0 && polledAt - askedAt > CONFIRM_EVERY.toNanos()) {
            committed.clear();
            askedAt = polledAt;
        }
        Map<TopicPartition, OffsetAndMetadata> news = news(assignment());
        committedAt = polledAt;
        if (!news.isEmpty()) {
            committed.putAll(news);
            long sentAt = polledAt;
            commitAsync(news, (offsets, failure) -> {
                if (failure == null) {
                    confirm(sentAt);
                } else {
                    offsets.keySet().forEach(committed::remove);
                    LOG.debug("commit_postponed cause={}", failure.getMessage());
                }
            });
        }
    }

    /** Kafka has said that this is a member, at some time after this. */
    private void confirm(long nanos) {
        synchronized (word) {
            confirmedAt = nanos;
            word.notifyAll();
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
            confirm(polledAt);
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
            synchronized (word) {
                word.notifyAll();
            }
        }
    }
}
