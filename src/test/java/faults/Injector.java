package faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ConsumerGroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What somebody may do to the topics: say things twice, say nonsense, turn a reader back to the beginning. */
final class Injector {

    /** Header of every record that is nonsense, so that the checker knows whose it is. */
    static final String NONSENSE = "faults-nonsense";

    private static final Duration POLL = Duration.ofSeconds(5);

    /** A clock that is wrong by as much as Kafka still takes from the future: an hour, less what sending takes. */
    private static final Duration OFF = Duration.ofMinutes(60).minusSeconds(20);

    private final String brokers;
    private final Random random;

    Injector(String brokers, Random random) {
        this.brokers = brokers;
        this.random = random;
    }

    /** @return all records of these topics, from offset 0 */
    static List<ConsumerRecord<byte[], byte[]>> dump(String brokers, List<String> topics) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /**
     * Writes some records of each topic to its end once more, as they are, but stamped by a clock that is wrong.
     *
     * @param most of each topic
     */
    void copyRecords(int most) throws ExecutionException, InterruptedException {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> byTopic = new HashMap<>();
        dump(brokers, Platform.TOPICS)
                .forEach(known -> byTopic.computeIfAbsent(known.topic(), none -> new ArrayList<>())
                        .add(known));
        List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>();
        byTopic.forEach((topic, records) -> random.ints(0, records.size())
                .distinct()
                .limit(Math.min(most, records.size()))
                .mapToObj(records::get)
                .forEach(original -> copies.add(new ProducerRecord<>(
                        topic,
                        original.partition(),
                        wrongTime(),
                        original.key(),
                        original.value(),
                        original.headers()))));
        send(copies);
    }

    private long wrongTime() {
        Instant now = Instant.now();
        return (random.nextBoolean() ? now.plus(OFF) : now.minus(OFF)).toEpochMilli();
    }

    /** Writes one record on each topic that nobody can read, and one that nobody can read to its end. */
    void nonsense() throws ExecutionException, InterruptedException {
        List<byte[]> values = new ArrayList<>();
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        values.add(noise);
        values.add(null);
        values.add("null".getBytes(StandardCharsets.UTF_8));
        values.add("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"image.queued\",\"data\":{}}"
                .getBytes(StandardCharsets.UTF_8));
        values.add(
                "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/x\",\"type\":\"no.such.type\",\"data\":{\"a\":1}}"
                        .getBytes(StandardCharsets.UTF_8));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String topic : Platform.TOPICS) {
            for (byte[] value : List.of(0, random.nextInt(values.size())).stream()
                    .map(values::get)
                    .toList()) {
                ProducerRecord<byte[], byte[]> each = new ProducerRecord<>(topic, null, null, value);
                each.headers().add(NONSENSE, new byte[] {1});
                // in a lane as well: whoever takes jobs meets it
                each.headers().add("pixpro-lane", "vision".getBytes(StandardCharsets.UTF_8));
                records.add(each);
            }
        }
        send(records);
    }

    /**
     * Has a consumer group read a topic from its beginning again. Its members are dead; the group learns of that later.
     *
     * @param group of consumers
     * @param topic which
     */
    void rewind(String group, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            await().atMost(60, SECONDS)
                    .until(() -> admin.describeConsumerGroups(Set.of(group))
                                    .describedGroups()
                                    .get(group)
                                    .get()
                                    .state()
                            == ConsumerGroupState.EMPTY);
            Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(group, beginning).all().get();
        }
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> each : records) {
                producer.send(each).get();
            }
        }
    }
}
