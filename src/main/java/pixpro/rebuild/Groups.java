package pixpro.rebuild;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ConsumerGroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.event.Topics;

/** The consumer groups of the topics, as the rebuild needs them: without members, and at the beginning. */
class Groups {

    private static final Logger LOG = LoggerFactory.getLogger(Groups.class);
    private static final List<String> TOPICS = Topics.OF_EVENTS;
    private static final long PATIENCE_SECONDS = 30;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Admin kafka;
    private final Duration patience;

    /** @param patience with a group whose members may be dead: Kafka misses them only after their session's time */
    Groups(Admin kafka, Duration patience) {
        this.kafka = kafka;
        this.patience = patience;
    }

    /** Returns when nobody reads in the group's name. */
    void awaitEmpty(String group) throws RebuildRefusedException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (hasMembers(group)) {
            if (System.nanoTime() > deadline) {
                throw inUse(group, null);
            }
            if (!told) {
                told = true;
                LOG.info("rebuild_waits group={} for its members to leave", group);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Sets the group back. Kafka itself refuses that while the group has members. */
    void toTheBeginning(String group) throws RebuildRefusedException, InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> earliest =
                    kafka
                            .describeTopics(TOPICS)
                            .allTopicNames()
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .values()
                            .stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.earliest()));
            Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
            kafka.listOffsets(earliest)
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, found) -> beginning.put(partition, new OffsetAndMetadata(found.offset())));
            kafka.alterConsumerGroupOffsets(group, beginning).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException) {
                throw inUse(group, e);
            }
            throw new RebuildRefusedException("Kafka refuses: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new RebuildRefusedException("Kafka does not answer; nothing more was done", e);
        }
    }

    private boolean hasMembers(String group) throws RebuildRefusedException, InterruptedException {
        try {
            ConsumerGroupState state = kafka.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .state();
            return state != ConsumerGroupState.EMPTY && state != ConsumerGroupState.DEAD;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw new RebuildRefusedException("Kafka refuses: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new RebuildRefusedException("Kafka does not answer; nothing was done", e);
        }
    }

    private static RebuildRefusedException inUse(String group, Throwable cause) {
        return new RebuildRefusedException(
                "Some instance still reads as " + group + ": stop every PixPro, then run the rebuild again", cause);
    }
}
