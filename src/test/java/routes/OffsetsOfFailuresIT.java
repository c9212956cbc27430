package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.serde.DefaultKafkaHeaderDeserializer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;
import pixpro.failure.CommitOffset;
import pixpro.failure.KeepCommit;
import pixpro.kafka.CamelImpatientKafka;
import pixpro.local.SharedLocalStack;
import pixpro.process.ProcessSettings;

/**
 * Records that fail, the first one among them, on several partitions of a real broker that one consumer reads. What is
 * committed of a partition is what was done of that very partition: Camel's {@code breakOnFirstError} once committed one
 * partition's offset for another (CAMEL-20044), and PixPro, which does not use it, must keep to that with and without it.
 */
class OffsetsOfFailuresIT {

    private static final int PARTITIONS = 4;
    private static final int RECORDS = 6;

    /** Of each partition these fail when they are first tried: partition, offset. */
    private static final Set<List<Long>> FAIL_ONCE =
            Set.of(List.of(0L, 0L), List.of(1L, 0L), List.of(1L, 3L), List.of(2L, 5L), List.of(3L, 2L));

    private final String topic = "offsets-of-failures-" + UUID.randomUUID();
    private final String brokers = SharedLocalStack.properties().get("pixpro.kafka.brokers");
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Map<Long, Set<Long>> done = new ConcurrentHashMap<>();
    private final List<List<Long>> tried = new CopyOnWriteArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    @BeforeEach
    void fillATopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all()
                .get();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < PARTITIONS * RECORDS; i++) {
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, new byte[] {1}));
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void commitsOfEachPartitionOnlyWhatWasDoneOfIt(boolean breakOnFirstError) throws Exception {
        start(breakOnFirstError, FailurePolicies.TOPIC);

        awaitThatAllIsDoneAndCommitted();
        // a failure is tried again where it is: nothing is read twice
        assertThat(tried).hasSize(PARTITIONS * RECORDS + FAIL_ONCE.size());
    }

    /** Without a policy a failure reaches Camel's consumer, which breaks off and reads on from what is committed. */
    @Test
    void readsARecordThatFailedOnceMoreAndNoneOfAnotherPartitionLess() throws Exception {
        start(true, null);

        awaitThatAllIsDoneAndCommitted();
        assertThat(tried).filteredOn(FAIL_ONCE::contains).hasSizeGreaterThanOrEqualTo(2 * FAIL_ONCE.size());
    }

    private void awaitThatAllIsDoneAndCommitted() {
        Map<Long, Long> all = new HashMap<>();
        for (long partition = 0; partition < PARTITIONS; partition++) {
            all.put(partition, (long) RECORDS);
        }
        await().atMost(90, SECONDS).untilAsserted(() -> assertThat(committed()).isEqualTo(all));
        assertThat(done).hasSize(PARTITIONS).allSatisfy((partition, offsets) -> assertThat(offsets)
                .hasSize(RECORDS));
        assertThat(wrong).isEmpty();
    }

    private void start(boolean breakOnFirstError, String policy) throws Exception {
        camel.addComponent("kafka", asConfigured());
        camel.getRegistry().bind("keepCommit", new KeepCommit());
        camel.getRegistry().bind("commitOffset", new CommitOffset());
        camel.addRoutesConfigurations(new FailurePolicies(new ProcessSettings(
                1,
                1,
                Duration.ofMillis(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1),
                1_000_000,
                Path.of("unused"))));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                RouteDefinition route = from("kafka:" + topic + "?groupId=" + topic + "&breakOnFirstError="
                                + breakOnFirstError)
                        .routeId("test-take-record");
                if (policy == null) {
                    route.errorHandler(noErrorHandler());
                } else {
                    route.routeConfigurationId(policy);
                }
                route.process("keepCommit")
                        .process(OffsetsOfFailuresIT.this::work)
                        .process("commitOffset");
            }
        });
        camel.start();
    }

    /** Camel's component with the options that PixPro's configuration gives it. */
    private KafkaComponent asConfigured() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new YamlPropertySourceLoader()
                        .load("application", new ClassPathResource("application.yaml"))
                        .get(0));
        Map<String, Object> options = new HashMap<>(Binder.get(environment)
                .bind("camel.component.kafka", Bindable.mapOf(String.class, Object.class))
                .get());
        options.put("brokers", brokers);
        camel.getRegistry().bind("impatientKafka", new CamelImpatientKafka(() -> false));
        KafkaComponent component = new KafkaComponent(camel);
        camel.getRegistry().bind("textHeaders", new DefaultKafkaHeaderDeserializer());
        assertThat(PropertyBindingSupport.build()
                        .withCamelContext(camel)
                        .withTarget(component.getConfiguration())
                        .withProperties(options)
                        .withIgnoreCase(true)
                        .bind())
                .isTrue();
        return component;
    }

    private void work(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        List<Long> position = List.of(
                message.getHeader(KafkaConstants.PARTITION, Long.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class));
        committed().forEach((partition, offset) -> {
            if (offset > firstUndone(partition)) {
                wrong.add("of partition %d %d is committed, done is %s".formatted(partition, offset, done));
            }
        });
        boolean first = !tried.contains(position);
        tried.add(position);
        if (first && FAIL_ONCE.contains(position)) {
            throw new MongoTimeoutException("away when " + position + " is first tried");
        }
        done.computeIfAbsent(position.get(0), none -> new ConcurrentSkipListSet<>())
                .add(position.get(1));
    }

    private long firstUndone(long partition) {
        long next = 0;
        while (done.getOrDefault(partition, Set.of()).contains(next)) {
            next++;
        }
        return next;
    }

    private Map<Long, Long> committed() throws Exception {
        Map<Long, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(topic)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> offsets.put((long) partition.partition(), offset.offset()));
        return offsets;
    }
}
