package pixpro.orphan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import pixpro.event.EventCodec;
import pixpro.event.Topics;
import pixpro.event.UnreadableEventException;

/** The topics, read from their beginning to what was their end when the reading began. Joins no group, commits nothing. */
class Ledger {

    private static final String PROJECTION = "pixpro-project";
    private static final Duration POLL = Duration.ofMillis(500);

    private final String brokers;
    private final EventCodec codec;
    private final BooleanSupplier stop;

    /** @param stop ends a reading in the middle */
    Ledger(String brokers, EventCodec codec, BooleanSupplier stop) {
        this.brokers = brokers;
        this.codec = codec;
        this.stop = stop;
    }

    /** @return how many records the library has not taken in; a group that has committed nothing lacks them all */
    long lag() {
        try (KafkaConsumer<byte[], byte[]> reader = reader(PROJECTION)) {
            List<TopicPartition> partitions = partitions(reader);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            Map<TopicPartition, Long> beginnings = reader.beginningOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> committed = reader.committed(Set.copyOf(partitions));
            return partitions.stream()
                    .mapToLong(partition -> {
                        OffsetAndMetadata position = committed.get(partition);
                        return ends.get(partition) - (position == null ? beginnings.get(partition) : position.offset());
                    })
                    .sum();
        }
    }

    /**
     * Lets the suspects hear everything.
     *
     * @return the time from which on nothing is missing; whatever the retention took was older
     * @throws IllegalStateException if PixPro is told to end meanwhile
     */
    Instant readTo(Suspects suspects) {
        try (KafkaConsumer<byte[], byte[]> reader = reader(null)) {
            List<TopicPartition> partitions = partitions(reader);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            Set<TopicPartition> cut = new HashSet<>();
            reader.beginningOffsets(partitions).forEach((partition, beginning) -> {
                if (beginning > 0) {
                    cut.add(partition);
                }
            });
            Instant horizon = Instant.MIN;
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                if (stop.getAsBoolean()) {
                    throw new IllegalStateException("PixPro ends in the middle of the reading");
                }
                for (ConsumerRecord<byte[], byte[]> read : reader.poll(POLL)) {
                    if (cut.remove(new TopicPartition(read.topic(), read.partition()))) {
                        Instant first = Instant.ofEpochMilli(read.timestamp());
                        horizon = first.isAfter(horizon) ? first : horizon;
                    }
                    hear(suspects, read.value());
                }
            }
            // a partition with nothing left in it tells of no time at all
            return cut.isEmpty() ? horizon : Instant.MAX;
        }
    }

    private void hear(Suspects suspects, byte[] value) {
        if (value == null) {
            return;
        }
        try {
            suspects.hear(codec.decode(value));
        } catch (UnreadableEventException e) {
            suspects.hear(new String(value, StandardCharsets.UTF_8));
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reader) {
        return Topics.OF_EVENTS.stream()
                .flatMap(topic -> reader.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> reader(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "pixpro-orphans");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        if (group != null) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        }
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
