package pixpro.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** One Kafka broker that is its own controller (KRaft). */
final class KafkaNeighbour implements Neighbour {

    static final List<String> TOPICS =
            List.of("image-process", "image-processed", "image-processed-error", "image-quarantine");
    static final int PARTITIONS = 6;

    private static final String SOFTWARE = "org.apache.kafka:kafka_2.13:4.1.1";
    /** Says why, should the broker not start. */
    private static final String LOGGING = "org.slf4j:slf4j-simple:1.7.36";

    private static final String BROKERS = "pixpro.kafka.brokers";
    /** Any will do; it must stay the same for the data to be accepted again. */
    private static final String CLUSTER_ID = "pixprolocalstackkafka0";

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int usualPort() {
        return 9092;
    }

    @Override
    public List<String> givenBy() {
        return List.of(BROKERS);
    }

    @Override
    public Map<String, String> properties(int port) {
        return Map.of(BROKERS, "localhost:" + port);
    }

    @Override
    public String url(Properties properties) {
        return properties.get(BROKERS);
    }

    @Override
    public Launch prepare(Site site, int port) throws Exception {
        String classPath = Launch.classPath(site.artifacts().classPath(SOFTWARE, LOGGING));
        Path data = site.folders().data(name());
        Path logs = data.resolve("logs");
        Path config = Files.writeString(
                data.resolve("server.properties"), config(port, site.ports().free(0), logs));
        List<String> options = List.of(
                "-Xms96m",
                "-Xmx256m",
                Launch.QUICK_START,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-Dkafka.logs.dir=" + data);
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(classPath, options, config, site.folders());
        }
        return Launch.java(options, classPath, "kafka.Kafka", List.of(config.toString()));
    }

    private void format(String classPath, List<String> options, Path config, StackFolders folders) throws Exception {
        Launch format = Launch.java(
                options,
                classPath,
                "kafka.tools.StorageTool",
                List.of("format", "--cluster-id", CLUSTER_ID, "--config", config.toString(), "--ignore-formatted"));
        OneShot.run("kafka-format", format, folders);
    }

    @Override
    public void check(Properties properties) throws Exception {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, properties.get(BROKERS),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().controller().get(5, TimeUnit.SECONDS);
            Set<String> existing = admin.listTopics().names().get(5, TimeUnit.SECONDS);
            Set<NewTopic> missing = TOPICS.stream()
                    .filter(topic -> !existing.contains(topic))
                    .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1).configs(configs(topic)))
                    .collect(Collectors.toSet());
            admin.createTopics(missing).all().get(10, TimeUnit.SECONDS);
        }
    }

    /** A record in quarantine is a little larger than it was on its topic. */
    private static Map<String, String> configs(String topic) {
        return "image-quarantine".equals(topic) ? Map.of("max.message.bytes", "2097152") : Map.of();
    }

    private static String config(int port, int controllerPort, Path logs) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                num.partitions=6
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=3
                # one member is the rule here: nobody to wait for
                group.initial.rebalance.delay.ms=0
                # the topics are the truth the library is rebuilt from
                log.retention.ms=-1
                offsets.retention.minutes=525600
                log.segment.bytes=67108864
                # buffers for one laptop, not for a data centre
                log.cleaner.dedupe.buffer.size=8388608
                num.network.threads=2
                num.io.threads=4
                """.formatted(port, controllerPort, logs.toString().replace('\\', '/'));
    }
}
