package routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pixpro.corpus.GoodImages;
import pixpro.local.LonePixPro;
import pixpro.local.OwnNeighbours;
import pixpro.local.Tokens;
import pixpro.process.OllamaStub;

/** SIGTERM in the middle of work: a quick end, nothing lost and nothing done twice. */
@Timeout(300)
class ShutdownFlowIT {

    private static final int RUNNING = 40;
    private static final int PARKED = 6;
    private static final byte[] PHOTO = GoodImages.noisyJpeg(1000, 750);

    /** Less than what Compose allows, by far. */
    private static final Duration QUICK = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final OllamaStub ollama = OllamaStub.start().has("qwen2.5vl:latest", "ab".repeat(32));
    private OwnNeighbours neighbours;
    private LonePixPro pixpro;
    private PixProClient ada;

    @BeforeEach
    void start() throws Exception {
        ollama.refuseProbes(true);
        neighbours = new OwnNeighbours("kafka", "mongodb");
        Map<String, String> properties = new HashMap<>(neighbours.properties());
        properties.put("pixpro.backends.ollama.url", ollama.url());
        pixpro = new LonePixPro(properties);
        ada = PixProClient.of(pixpro.url(), "ada");
    }

    @AfterEach
    void stop() {
        pixpro.close();
        neighbours.close();
        ollama.close();
    }

    @Test
    void endsQuicklyInTheMiddleOfWorkAndDoesEachJobOnce() throws Exception {
        List<String> parked = upload("describe", PARKED);
        List<String> running = upload("cartoon", RUNNING);
        SocketEvents socket = SocketEvents.join(pixpro.url(), "ada");
        try (NodeClients node = new NodeClients()) {
            NodeClients.NodeClient polling = node.open(
                    "4.8",
                    pixpro.url(),
                    Map.of("token", Tokens.of("ada")),
                    Map.of("transports", List.of("polling"), "reconnection", false));
            polling.await("session.started");
            await().atMost(1, MINUTES).until(() -> ended(running) > 0);

            assertEndsQuickly();

            // its poll is answered, not waited for; it would come back by itself
            assertThat(polling.await("disconnect").at("/args/0").asText()).isEqualTo("transport close");
        }
        assertThat(socket.closed().get(1, SECONDS)).startsWith("1001 ");
        pixpro.start();
        assertThat(ended(running)).as("terminated in the middle").isLessThan(RUNNING);
        await().atMost(2, MINUTES).until(() -> ended(running) == RUNNING);
        assertThat(ended(parked)).isZero();

        for (int i = 0; i < PARKED; i++) {
            ollama.then(OllamaStub.text("A cup."));
        }
        ollama.refuseProbes(false);
        await().atMost(1, MINUTES).until(() -> ended(parked) == PARKED);

        Map<String, Long> ends = ends();
        assertThat(ends.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(running.stream(), parked.stream())
                        .map(this::endOf)
                        .toList());
        assertThat(ends.values()).as("each announced once").containsOnly(1L);
    }

    @Test
    void endsQuicklyInTheMiddleOfACallThatDoesNotEnd() throws Exception {
        ollama.then(ollama.hang());
        ollama.refuseProbes(false);
        List<String> hanging = upload("describe", 1);
        await().atMost(30, SECONDS).until(() -> !ollama.asked().isEmpty());

        assertEnds(Duration.ofSeconds(40));

        ollama.then(OllamaStub.text("A cup."));
        pixpro.start();
        await().atMost(1, MINUTES).until(() -> ended(hanging) == 1);
        assertThat(ends().values()).containsExactly(1L);
    }

    @Test
    void endsQuicklyWithoutKafka() throws Exception {
        List<String> running = upload("cartoon", 10);
        upload("describe", PARKED);
        neighbours.kill("kafka");

        assertEnds(Duration.ofSeconds(30));

        neighbours.restart("kafka");
        pixpro.start();
        await().atMost(2, MINUTES).until(() -> ended(running) == running.size());
    }

    @Test
    void endsQuicklyWithoutMongo() throws Exception {
        List<String> running = upload("cartoon", 10);
        neighbours.kill("mongodb");

        assertEndsQuickly();

        neighbours.restart("mongodb");
        pixpro.start();
        await().atMost(2, MINUTES).until(() -> ended(running) == running.size());
        assertThat(ends().values()).containsOnly(1L);
    }

    private void assertEndsQuickly() {
        assertEnds(QUICK);
    }

    private void assertEnds(Duration within) {
        long begin = System.nanoTime();
        int exitCode = pixpro.terminate(PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(took).as(pixpro.logTail()).isLessThan(within);
        assertThat(exitCode).as(pixpro.logTail()).isZero();
    }

    private List<String> upload(String effect, int images) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            files.put("photo-" + i + ".jpg", PHOTO);
            if (files.size() == 10 || i == images - 1) {
                PixProClient.Answer accepted = ada.upload(Map.of("effect", effect, "reuse", "false"), files);
                assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
                accepted.body()
                        .path("images")
                        .forEach(image -> ids.add(image.path("id").asText()));
                files.clear();
            }
        }
        return ids;
    }

    private int ended(List<String> ids) throws Exception {
        int ended = 0;
        for (String id : ids) {
            ended += ada.hasEnded(id) ? 1 : 0;
        }
        return ended;
    }

    private String endOf(String imageId) {
        try {
            JsonNode image = ada.get("/api/images/" + imageId).body();
            return image.at("/jobs/0/id").asText() + ":processed";
        } catch (Exception e) {
            throw new AssertionError(imageId, e);
        }
    }

    /** How often each end was announced, by event id. */
    private Map<String, Long> ends() {
        Properties reader = new Properties();
        reader.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, neighbours.properties().get("pixpro.kafka.brokers"));
        List<String> ids = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(reader, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = Stream.of("image-processed", "image-processed-error")
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(polled -> ids.add(id(json, polled.value())));
            }
        }
        return ids.stream()
                .filter(id -> !id.endsWith(":prepared"))
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private static String id(ObjectMapper json, String event) {
        try {
            return json.readTree(event).path("id").asText();
        } catch (Exception e) {
            throw new AssertionError(event, e);
        }
    }
}
