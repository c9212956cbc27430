package pixpro.kafka;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.local.SharedLocalStack;

class UnorderedConsumerIT {

    private static final int MOST = 5;
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final String brokers = SharedLocalStack.properties().get("pixpro.kafka.brokers");
    private final String topic = "unordered-" + UUID.randomUUID();
    private final TopicPartition first = new TopicPartition(topic, 0);
    private final TopicPartition second = new TopicPartition(topic, 1);
    private final List<UnorderedConsumer<String, String>> consumers = new ArrayList<>();
    private final Map<List<Object>, RecordLease> leases = new HashMap<>();
    private Admin admin;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void connect() throws Exception {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
        admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new StringSerializer(),
                new StringSerializer());
    }

    @AfterEach
    void disconnect() {
        consumers.forEach(UnorderedConsumer::close);
        producer.close();
        admin.close();
    }

    @Test
    void goesOnBehindARecordThatTakesLongAndCommitsUpToIt() throws Exception {
        publish(0, 4);
        UnorderedConsumer<String, String> consumer = join();
        List<Long> taken = new ArrayList<>();
        await().until(() -> taken.addAll(offsets(consumer)) && taken.size() == 4);

        done(consumer, first, 1);
        done(consumer, first, 2);
        done(consumer, first, 3);

        assertThat(taken).containsExactly(0L, 1L, 2L, 3L);
        await().until(() -> polled(consumer) && new OffsetAndMetadata(0, "4;0").equals(committed(first)));
        done(consumer, first, 0);
        await().until(() -> polled(consumer) && new OffsetAndMetadata(4, "").equals(committed(first)));
    }

    @Test
    void takesNoMoreThanItsWindowAndStaysAMember() throws Exception {
        publish(0, 20);
        UnorderedConsumer<String, String> consumer = join();
        List<Long> taken = new ArrayList<>();
        await().until(() -> taken.addAll(offsets(consumer)) && taken.size() >= MOST);
        for (int polls = 0; polls < 10; polls++) {
            taken.addAll(offsets(consumer));
        }
        assertThat(taken).hasSize(MOST);
        assertThat(consumer.assignment()).containsExactlyInAnyOrder(first, second);

        taken.forEach(offset -> done(consumer, first, offset));
        await().until(() -> taken.addAll(offsets(consumer)) && taken.size() > MOST);
    }

    @Test
    void leavesWhatIsOpenToTheNextAndOnlyThat() throws Exception {
        publish(0, 5);
        UnorderedConsumer<String, String> dying = join();
        List<Long> taken = new ArrayList<>();
        await().until(() -> taken.addAll(offsets(dying)) && taken.size() == 5);
        done(dying, first, 0);
        done(dying, first, 2);
        done(dying, first, 4);
        dying.close();

        UnorderedConsumer<String, String> next = join();
        List<Long> again = new ArrayList<>();
        await().until(() -> again.addAll(offsets(next)) && again.size() >= 2);
        publish(0, 1);
        await().until(() -> again.addAll(offsets(next)) && again.size() >= 3);

        assertThat(again).containsExactly(1L, 3L, 5L);
    }

    @Test
    void commitsForNoPartitionThatHasGoneToAnother() throws Exception {
        publish(0, 2);
        publish(1, 2);
        UnorderedConsumer<String, String> one = join();
        Map<TopicPartition, List<Long>> ones = new HashMap<>();
        await().until(() -> take(one, ones) && size(ones) == 4);
        UnorderedConsumer<String, String> other = join();
        Map<TopicPartition, List<Long>> others = new HashMap<>();
        await().atMost(30, SECONDS).until(() -> take(one, ones) && take(other, others) && size(others) == 2);
        TopicPartition moved = others.keySet().iterator().next();
        TopicPartition kept = moved.equals(first) ? second : first;

        assertThat(lease(one, moved, 0).isHeld()).isFalse();
        assertThat(lease(one, kept, 0).isHeld()).isTrue();
        assertThat(lease(other, moved, 0).isHeld()).isTrue();
        // the one ends work on what it has no more; the other is still at it
        ones.get(moved).forEach(offset -> done(one, moved, offset));
        ones.get(kept).forEach(offset -> done(one, kept, offset));

        await().until(() -> polled(one) && polled(other) && new OffsetAndMetadata(2, "").equals(committed(kept)));
        assertThat(committed(moved).offset()).isZero();
        others.get(moved).forEach(offset -> done(other, moved, offset));
        await().until(() -> polled(one) && polled(other) && new OffsetAndMetadata(2, "").equals(committed(moved)));
    }

    @Test
    void letsWorkEndOnlyOnceKafkaHasConfirmedThatTheRecordIsStillHeld() throws Exception {
        publish(0, 1);
        UnorderedConsumer<String, String> consumer = join();
        await().until(() -> offsets(consumer).size() == 1);
        RecordLease lease = lease(consumer, first, 0);
        assertThat(lease.isHeld()).isTrue();

        // nobody polls, as if this process were frozen: after a while the last word is too old
        CompletableFuture<Boolean> asked = await().atMost(30, SECONDS)
                .until(
                        () -> {
                            CompletableFuture<Boolean> answer = ask(lease);
                            try {
                                answer.get(MOMENT.toMillis(), MILLISECONDS);
                            } catch (TimeoutException e) {
                                return answer;
                            }
                            return null;
                        },
                        answer -> answer != null);

        await().atMost(30, SECONDS).until(() -> polled(consumer) && asked.isDone());
        assertThat(asked).isCompletedWithValue(true);
    }

    @Test
    void leavesARecordThatWentAwayAndCameBackToWhoTakesItAnew() throws Exception {
        publish(0, 1);
        UnorderedConsumer<String, String> consumer = join();
        await().until(() -> offsets(consumer).size() == 1);
        RecordLease before = lease(consumer, first, 0);
        consumer.unsubscribe();
        subscribe(consumer);
        await().atMost(30, SECONDS).until(() -> offsets(consumer).size() == 1);

        assertThat(before.isHeld()).isFalse();
        before.done();
        assertThat(lease(consumer, first, 0).isHeld()).isTrue();
        for (int polls = 0; polls < 10; polls++) {
            consumer.poll(MOMENT);
        }
        assertThat(committed(first)).isEqualTo(new OffsetAndMetadata(0, "1;0"));
    }

    private static CompletableFuture<Boolean> ask(RecordLease lease) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return lease.isHeld();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private RecordLease lease(UnorderedConsumer<String, String> consumer, TopicPartition partition, long offset) {
        return leases.get(List.of(consumers.indexOf(consumer), partition, offset));
    }

    private void done(UnorderedConsumer<String, String> consumer, TopicPartition partition, long offset) {
        lease(consumer, partition, offset).done();
    }

    @Test
    void stopsReadingWhenItIsPausedFromOutside() throws Exception {
        UnorderedConsumer<String, String> consumer = join();
        await().until(() -> polled(consumer) && consumer.assignment().size() == 2);
        consumer.pause(consumer.assignment());
        publish(0, 3);
        List<Long> taken = new ArrayList<>();
        for (int polls = 0; polls < 10; polls++) {
            taken.addAll(offsets(consumer));
        }
        assertThat(taken).isEmpty();

        consumer.resume(consumer.assignment());
        await().until(() -> taken.addAll(offsets(consumer)) && taken.size() == 3);
    }

    private UnorderedConsumer<String, String> join() {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, topic);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        UnorderedConsumer<String, String> consumer = new UnorderedConsumer<>(properties, MOST);
        subscribe(consumer);
        consumers.add(consumer);
        return consumer;
    }

    private void subscribe(UnorderedConsumer<String, String> consumer) {
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(java.util.Collection<TopicPartition> partitions) {
                // as Camel has one
            }

            @Override
            public void onPartitionsAssigned(java.util.Collection<TopicPartition> partitions) {
                // as Camel has one
            }
        });
    }

    private void publish(int partition, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            producer.send(new ProducerRecord<>(topic, partition, null, "x")).get();
        }
    }

    private boolean polled(UnorderedConsumer<String, String> consumer) {
        return offsets(consumer).isEmpty();
    }

    private List<Long> offsets(UnorderedConsumer<String, String> consumer) {
        Map<TopicPartition, List<Long>> taken = new HashMap<>();
        take(consumer, taken);
        return taken.values().stream().flatMap(List::stream).toList();
    }

    private boolean take(UnorderedConsumer<String, String> consumer, Map<TopicPartition, List<Long>> into) {
        for (ConsumerRecord<String, String> polled : consumer.poll(MOMENT)) {
            TopicPartition partition = new TopicPartition(polled.topic(), polled.partition());
            into.computeIfAbsent(partition, none -> new ArrayList<>()).add(polled.offset());
            leases.put(
                    List.of(consumers.indexOf(consumer), partition, polled.offset()),
                    consumer.lease(partition, polled.offset()));
        }
        return true;
    }

    private static int size(Map<TopicPartition, List<Long>> taken) {
        return taken.values().stream().mapToInt(List::size).sum();
    }

    private OffsetAndMetadata committed(TopicPartition partition) throws Exception {
        OffsetAndMetadata committed = admin.listConsumerGroupOffsets(topic)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return committed == null ? null : new OffsetAndMetadata(committed.offset(), committed.metadata());
    }
}
