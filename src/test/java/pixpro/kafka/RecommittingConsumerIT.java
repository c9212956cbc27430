package pixpro.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import pixpro.local.OwnNeighbours;
import pixpro.local.SharedLocalStack;

class RecommittingConsumerIT {

    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String topic = "recommitting-" + UUID.randomUUID();
    private String brokers = SharedLocalStack.properties().get("pixpro.kafka.brokers");

    @Test
    void commitsOnceTheGroupIsAtRestWhatItCouldNotCommitMeanwhile() throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
                RecommittingConsumer<String, String> leader = consumer();
                RecommittingConsumer<String, String> follower = consumer()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            await().until(() -> polled(leader) && leader.assignment().size() == 2);
            await().atMost(30, SECONDS)
                    .until(() -> polled(leader)
                            && polled(follower)
                            && follower.assignment().size() == 1);
            TopicPartition kept = follower.assignment().iterator().next();

            // the group waits for its leader, which does not poll
            follower.enforceRebalance();
            follower.poll(MOMENT);
            assertThatThrownBy(() -> follower.commitSync(Map.of(kept, new OffsetAndMetadata(7)), PATIENCE))
                    .isInstanceOf(RebalanceInProgressException.class);
            assertThat(committed(admin)).doesNotContainKey(kept);

            await().atMost(30, SECONDS)
                    .until(() -> polled(leader)
                            && polled(follower)
                            && committed(admin).containsKey(kept)
                            && committed(admin).get(kept).offset() == 7);
            assertThat(follower.assignment()).containsExactly(kept);
        }
    }

    @Test
    void commitsOnceKafkaIsBackWhatItCouldNotCommitWithoutIt() throws Exception {
        try (OwnNeighbours own = new OwnNeighbours("kafka")) {
            brokers = own.properties().get("pixpro.kafka.brokers");
            TopicPartition kept = new TopicPartition(topic, 0);
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
                    RecommittingConsumer<String, String> consumer = consumer()) {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                        .all()
                        .get();
                await().atMost(30, SECONDS)
                        .until(() -> polled(consumer) && consumer.assignment().contains(kept));

                own.kill("kafka");
                assertThatThrownBy(() -> consumer.commitSync(Map.of(kept, new OffsetAndMetadata(7)), MOMENT))
                        .isInstanceOf(TimeoutException.class);
                own.restart("kafka");

                await().atMost(30, SECONDS)
                        .until(() -> polled(consumer)
                                && committed(admin).containsKey(kept)
                                && committed(admin).get(kept).offset() == 7);
            }
        }
    }

    private RecommittingConsumer<String, String> consumer() {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, topic);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 100);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 500);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        RecommittingConsumer<String, String> consumer = new RecommittingConsumer<>(properties);
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    private static boolean polled(RecommittingConsumer<String, String> consumer) {
        return consumer.poll(MOMENT).isEmpty();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets(topic)
                .partitionsToOffsetAndMetadata()
                .get();
    }
}
