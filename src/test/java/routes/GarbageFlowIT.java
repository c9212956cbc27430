package routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import pixpro.event.EventCodec;
import pixpro.event.Events;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.SampleJson;
import pixpro.event.Topics;
import pixpro.local.LonePixPro;

/** A flood of garbage among good records, on every partition of a real broker. */
class GarbageFlowIT {

    private static final int BAD = 1_000;
    private static final int GOOD = 200;
    private static final int PARTITIONS = 6;
    private static final Set<String> GROUPS =
            Set.of("pixpro-process", "pixpro-project", "pixpro-notify", "pixpro-aggregate");
    private static final String PREFIX = "pixpro-quarantine-";

    private final ObjectMapper json = SampleJson.mapper();
    private final EventCodec codec = new EventCodec(json);
    private final Map<String, Garbage> bad = new HashMap<>();
    private final Set<String> good = new HashSet<>();

    @Test
    void losesNoGoodRecordAndQuarantinesEachBadOneOnceAsItWas() throws Exception {
        try (LonePixPro pixpro = new LonePixPro()) {
            PixProClient ada = PixProClient.of(pixpro.url(), "ada");
            String owner = ada.get("/api/me").body().path("sub").asText();
            send(pixpro.brokers(), owner);

            try (Admin admin = Admin.create(Map.of("bootstrap.servers", pixpro.brokers()))) {
                Map<TopicPartition, Long> ends = ends(admin);
                assertThat(ends.values()).allSatisfy(end -> assertThat(end).isPositive());
                await().atMost(5, MINUTES).pollInterval(1, SECONDS).untilAsserted(() -> {
                    for (String group : GROUPS) {
                        assertThat(committed(admin, group)).as(group).isEqualTo(ends);
                    }
                });
            }

            assertThat(library(ada)).containsExactlyInAnyOrderElementsOf(good);
            assertQuarantined(pixpro.brokers());
        }
    }

    @Test
    void keepsWhatItsSenderHadCompressedAndTellsOfWhatIsTooLargeEvenSo() throws Exception {
        try (LonePixPro pixpro = new LonePixPro()) {
            byte[] large = new byte[8_000_000];
            byte[] tooLarge = new byte[20_000_000];
            Map<String, Object> settings = new HashMap<>(producer(pixpro.brokers()));
            settings.putAll(Map.of("compression.type", "gzip", "buffer.memory", 64_000_000L));
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
                producer.send(new ProducerRecord<>(Topics.IMAGE_PROCESSED, 0, null, large))
                        .get();
                producer.send(new ProducerRecord<>(Topics.IMAGE_PROCESSED, 0, null, tooLarge))
                        .get();
            }

            Map<String, ConsumerRecord<byte[], byte[]>> entries = new LinkedHashMap<>();
            await().atMost(1, MINUTES).until(() -> {
                entries.clear();
                TopicReader.all(pixpro.brokers(), Topics.IMAGE_QUARANTINE)
                        .forEach(entry -> entries.put(text(entry.key()), entry));
                return entries.size() == 2;
            });
            assertThat(entries.get("image-processed/0/0").value()).isEqualTo(large);
            assertThat(entries.get("image-processed/0/1").value()).isNull();
            assertThat(header(entries.get("image-processed/0/1"), "omitted")).isEqualTo("20000000");
        }
    }

    /** Good ones every so often, over all partitions; some garbage goes to the other topics. */
    private void send(String brokers, String owner) throws Exception {
        Map<Future<RecordMetadata>, Garbage> sent = new LinkedHashMap<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(producer(brokers))) {
            int next = 0;
            for (Garbage garbage : Garbage.of(BAD, codec)) {
                String topic = next % 10 == 7
                        ? Topics.IMAGE_PROCESSED
                        : next % 10 == 8 ? Topics.IMAGE_PROCESSED_ERROR : Topics.IMAGE_PROCESS;
                int partition = next / 10 % PARTITIONS;
                sent.put(
                        producer.send(new ProducerRecord<>(
                                topic, partition, null, garbage.key(), garbage.value(), garbage.headers())),
                        garbage);
                if (next % (BAD / GOOD) == 0) {
                    producer.send(good(owner, next));
                }
                next++;
            }
            producer.flush();
        }
        for (Map.Entry<Future<RecordMetadata>, Garbage> one : sent.entrySet()) {
            RecordMetadata at = one.getKey().get();
            bad.put(at.topic() + "/" + at.partition() + "/" + at.offset(), one.getValue());
        }
    }

    /** Every other one has a job, whose effect is not there, so that it ends at once. */
    private ProducerRecord<byte[], byte[]> good(String owner, int number) {
        Events events = Events.of(owner, Instant.now());
        good.add(events.image().id());
        Job job = new Job(events.job().id(), "not-there", Map.of(), events.job().queuedAt());
        ImageQueued event = number % 2 == 0 ? events.stored() : new ImageQueued(events.image(), job);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.IMAGE_PROCESS,
                number / 5 % PARTITIONS,
                bytes(events.image().id()),
                bytes(codec.encode(event)));
        record.headers().add("no-value", null).add("kafka.OVERRIDE_TOPIC", bytes("elsewhere"));
        return record;
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            asked.put(new TopicPartition(Topics.IMAGE_PROCESS, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.entrySet().stream()
                .filter(offset -> offset.getKey().topic().equals(Topics.IMAGE_PROCESS))
                .collect(toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private static List<String> library(PixProClient ada) throws Exception {
        JsonNode items = ada.get("/api/images?limit=200").body().path("items");
        List<String> ids = new ArrayList<>();
        items.forEach(image -> ids.add(image.path("id").asText()));
        return ids;
    }

    private void assertQuarantined(String brokers) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> entries = TopicReader.all(brokers, Topics.IMAGE_QUARANTINE);
        assertThat(entries).extracting(entry -> text(entry.key())).containsExactlyInAnyOrderElementsOf(bad.keySet());
        for (ConsumerRecord<byte[], byte[]> entry : entries) {
            String key = text(entry.key());
            Garbage original = bad.get(key);
            assertThat(Arrays.equals(entry.value(), original.value())).as(key).isTrue();
            Header originalKey = entry.headers().lastHeader(PREFIX + "key");
            assertThat(originalKey == null ? null : originalKey.value()).as(key).isEqualTo(original.key());
            assertThat(header(entry, "topic") + "/" + header(entry, "partition") + "/" + header(entry, "offset"))
                    .isEqualTo(key);
            assertThat(header(entry, "reason")).as(key).isNotBlank();
            assertThat(headers(entry)).as(key).isEqualTo(headers(original));
        }
    }

    private List<String> headers(ConsumerRecord<byte[], byte[]> entry) throws Exception {
        List<String> headers = new ArrayList<>();
        String listed = header(entry, "headers");
        for (JsonNode header : json.readTree(listed == null ? "[]" : listed)) {
            byte[] value = header.path("value").binaryValue();
            headers.add(header.path("name").asText() + "=" + Arrays.toString(value));
        }
        return headers;
    }

    private static List<String> headers(Garbage original) {
        List<String> headers = new ArrayList<>();
        original.headers().forEach(header -> headers.add(header.key() + "=" + Arrays.toString(header.value())));
        return headers;
    }

    private static Map<String, Object> producer(String brokers) {
        return Map.of(
                "bootstrap.servers",
                brokers,
                "max.request.size",
                32_000_000,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        Header header = entry.headers().lastHeader(PREFIX + name);
        return header == null ? null : text(header.value());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
