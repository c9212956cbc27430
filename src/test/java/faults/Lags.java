package faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What PixPro's consumer groups have not done yet, by Kafka's own word. */
final class Lags {

    /** The groups that follow every topic; all others are about jobs to do. */
    private static final Set<String> FOLLOWERS = Set.of("pixpro-project", "pixpro-notify", "pixpro-aggregate");

    private Lags() {}

    /** @return records that are not done, by group and partition, without those that have none */
    static Map<String, Long> open(String brokers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            Map<TopicPartition, Long> ends = ends(admin);
            Set<String> groups = admin.listConsumerGroups().valid().get().stream()
                    .map(group -> group.groupId())
                    .filter(group -> group.startsWith("pixpro-"))
                    .collect(Collectors.toCollection(HashSet::new));
            groups.addAll(FOLLOWERS);
            groups.add("pixpro-prepare");
            Map<String, Long> open = new HashMap<>();
            for (String group : groups) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                List<String> topics = FOLLOWERS.contains(group) ? Platform.TOPICS : List.of("image-process");
                ends.forEach((partition, end) -> {
                    OffsetAndMetadata done = committed.get(partition);
                    long lag = end - (done == null ? 0 : done.offset());
                    if (topics.contains(partition.topic()) && lag != 0) {
                        open.put(group + " on " + partition, lag);
                    }
                });
            }
            return open;
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        admin.describeTopics(Platform.TOPICS).allTopicNames().get().forEach((topic, description) -> description
                .partitions()
                .forEach(
                        partition -> asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(asked).all().get();
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                .offset()));
    }
}
