package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class LocalStackIT {

    private static final List<Neighbour> KEEPERS =
            List.of(new KafkaNeighbour(), new S3ProxyNeighbour(), new MongoNeighbour(), new RedisNeighbour());
    private static final StackFolders FOLDERS =
            new StackFolders(Path.of("target", "local-stack-restarted"), Path.of(".local", "dist"));
    private static final byte[] OBJECT = "an image".getBytes(StandardCharsets.UTF_8);
    private static final int DOCUMENTS = 200;

    @BeforeEach
    void beginWithNoData() throws Exception {
        FOLDERS.deleteData();
    }

    @Test
    void everySharedNeighbourAnswersWithWhatPixProNeeds() throws Exception {
        for (Neighbour neighbour : LocalStack.neighbours()) {
            neighbour.check(SharedLocalStack::property);
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", SharedLocalStack.property("pixpro.kafka.brokers")))) {
            assertThat(admin.describeTopics(KafkaNeighbour.TOPICS)
                            .allTopicNames()
                            .get()
                            .values())
                    .hasSize(4)
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(6));
        }
    }

    @Test
    void keepsWhatWasAcknowledgedWhenItsServersAreKilled() throws Exception {
        try (LocalStack stack = started()) {
            write(stack.properties());
            for (RunningNeighbour neighbour : stack.running()) {
                neighbour.kill();
            }
        }

        try (LocalStack stack = started()) {
            Map<String, String> properties = stack.properties();
            assertThat(object(properties)).isEqualTo(OBJECT);
            assertThat(documents(properties)).isEqualTo(DOCUMENTS);
            assertThat(record(properties)).isEqualTo("an event");
            try (Jedis redis = redis(properties)) {
                assertThat(redis.get("pixpro:test")).isEqualTo("kept");
            }
        }
    }

    @Test
    void startsBesideServersAnEarlierRunLeftBehindAndStopsThem() throws Exception {
        LocalStack killed = started();
        List<Long> orphans = killed.running().stream()
                .map(neighbour -> neighbour.pid().orElseThrow())
                .toList();
        // what the operating system does for a killed PixPro: its lock goes, its children stay
        killed.abandon();

        try (LocalStack stack = started()) {
            assertThat(stack.running()).hasSameSizeAs(KEEPERS);
            assertThat(orphans)
                    .allSatisfy(pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                            .isEmpty());
        }
    }

    private static LocalStack started() {
        LocalStack stack = new LocalStack(
                Console.ofThisProcess(), new Settings(new String[0], name -> null, name -> null), FOLDERS, false);
        stack.start(KEEPERS, new Ports(), "http://localhost:8080");
        return stack;
    }

    private static void write(Map<String, String> properties) throws Exception {
        MinioClient storage = storage(properties);
        storage.putObject(PutObjectArgs.builder().bucket("pixpro").object("originals/1").stream(
                        new ByteArrayInputStream(OBJECT), OBJECT.length, -1)
                .build());
        storage.close();
        try (Jedis redis = redis(properties)) {
            redis.set("pixpro:test", "kept");
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        properties.get("pixpro.kafka.brokers"),
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("image-process", 0, "1", "an event"))
                    .get();
        }
        try (MongoClient mongo = MongoClients.create(properties.get("pixpro.mongodb.uri"))) {
            MongoCollection<Document> images = images(mongo);
            for (int i = 0; i < DOCUMENTS; i++) {
                images.insertOne(new Document("_id", i));
            }
        }
    }

    private static byte[] object(Map<String, String> properties) throws Exception {
        MinioClient storage = storage(properties);
        try (InputStream bytes = storage.getObject(
                GetObjectArgs.builder().bucket("pixpro").object("originals/1").build())) {
            return bytes.readAllBytes();
        } finally {
            storage.close();
        }
    }

    private static long documents(Map<String, String> properties) {
        try (MongoClient mongo = MongoClients.create(properties.get("pixpro.mongodb.uri"))) {
            return images(mongo).countDocuments();
        }
    }

    private static String record(Map<String, String> properties) {
        TopicPartition partition = new TopicPartition("image-process", 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.get("pixpro.kafka.brokers")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }

    private static MinioClient storage(Map<String, String> properties) {
        return MinioClient.builder()
                .endpoint(properties.get("pixpro.storage.endpoint"))
                .credentials(properties.get("pixpro.storage.access-key"), properties.get("pixpro.storage.secret-key"))
                .build();
    }

    private static Jedis redis(Map<String, String> properties) {
        return new Jedis(properties.get("pixpro.redis.host"), Integer.parseInt(properties.get("pixpro.redis.port")));
    }

    private static MongoCollection<Document> images(MongoClient mongo) {
        return mongo.getDatabase("pixpro").getCollection("images");
    }
}
