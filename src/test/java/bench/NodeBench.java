package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import pixpro.event.EventCodec;
import pixpro.event.Events;
import pixpro.event.SampleJson;
import pixpro.event.Topics;
import pixpro.local.Console;
import pixpro.local.LoneStack;
import pixpro.local.NodePackages;
import pixpro.local.RunningNeighbour;
import redis.clients.jedis.Jedis;

/**
 * A measurement by clients of Node, {@code bench/<name>/bench.mjs}. It has a stack of its own, and orders what it wants of
 * it by a line of JSON behind {@code @}; each is answered by a line. What else it says is for whoever typed the command.
 */
final class NodeBench implements AutoCloseable {

    private static final Path FOLDER = Path.of("bench");
    private static final ObjectMapper JSON = SampleJson.mapper();

    private final Console console;
    private final LoneStack stack;
    private final Map<String, RunningNeighbour> instances = new HashMap<>();
    private final EventCodec codec = new EventCodec(JSON);
    private final KafkaProducer<String, String> kafka;

    private NodeBench(Console console, LoneStack stack) {
        this.console = console;
        this.stack = stack;
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.property("pixpro.kafka.brokers")),
                new StringSerializer(),
                new StringSerializer());
    }

    /**
     * Starts the neighbours, lets the program measure, and stops all of it.
     *
     * @param minutes the program may take
     * @return whether all was as promised
     */
    static boolean run(String name, Options options, int minutes, Console console) throws Exception {
        NodePackages.install(FOLDER);
        try (LoneStack stack = new LoneStack("bench-stack", true, console);
                NodeBench bench = new NodeBench(console, stack)) {
            Process node = new ProcessBuilder("node", name + "/bench.mjs", JSON.writeValueAsString(options.given()))
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread bound = new Thread(() -> endAfter(node, minutes), "bench-bound");
            bound.setDaemon(true);
            bound.start();
            try {
                bench.serve(node);
                return node.waitFor() == 0;
            } finally {
                node.descendants().forEach(ProcessHandle::destroyForcibly);
                node.destroyForcibly();
            }
        }
    }

    private static void endAfter(Process node, int minutes) {
        try {
            if (!node.waitFor(minutes, TimeUnit.MINUTES)) {
                node.descendants().forEach(ProcessHandle::destroyForcibly);
                node.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Process node) throws Exception {
        try (BufferedReader said = node.inputReader(StandardCharsets.UTF_8);
                BufferedWriter answers = node.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith("@")) {
                    answers.write(JSON.writeValueAsString(obey(JSON.readTree(line.substring(1)))));
                    answers.newLine();
                    answers.flush();
                } else {
                    console.progress(line);
                }
            }
        }
    }

    private Object obey(JsonNode order) throws Exception {
        String name = order.path("name").asText();
        switch (order.path("do").asText()) {
            case "property":
                return stack.property(name);
            case "start":
                return start(name, order);
            case "kill":
                instances.get(name).kill();
                return true;
            case "again":
                instances.get(name).startAgain();
                return where(instances.get(name));
            case "flush":
                try (Jedis redis = new Jedis("localhost", Integer.parseInt(stack.property("pixpro.redis.port")))) {
                    return redis.flushAll();
                }
            case "truncate":
                try (MongoClient mongo = MongoClients.create(stack.property("pixpro.mongodb.uri"))) {
                    return mongo.getDatabase("pixpro")
                            .getCollection("notifications")
                            .deleteMany(Filters.eq("owner", order.path("owner").asText()))
                            .getDeletedCount();
                }
            case "publish":
                return publish(order.path("owner").asText(), order.path("count").asInt(1));
            default:
                throw new IllegalArgumentException("no such order: " + order);
        }
    }

    private Object start(String name, JsonNode order) throws Exception {
        Map<String, String> properties = new LinkedHashMap<>();
        order.path("properties")
                .properties()
                .forEach(each -> properties.put(each.getKey(), each.getValue().asText()));
        List<String> jvm = new ArrayList<>();
        order.path("jvm").forEach(option -> jvm.add(option.asText()));
        RunningNeighbour started =
                jvm.isEmpty() ? stack.startPixPro(name, properties) : stack.startPixPro(name, properties, jvm);
        instances.put(name, started);
        return where(started);
    }

    private static Map<String, Object> where(RunningNeighbour instance) {
        return Map.of("url", instance.url(), "pid", instance.pid().orElseThrow());
    }

    /** @return the ids of as many failures of images of this owner, once Kafka has acknowledged them */
    private List<String> publish(String owner, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Events events = Events.of(owner, Instant.now());
            String record = codec.encode(events.failed(Duration.ofSeconds(1)));
            kafka.send(new ProducerRecord<>(
                            Topics.IMAGE_PROCESSED_ERROR, events.image().id(), record))
                    .get();
            ids.add(events.job().id() + ":failed");
        }
        return ids;
    }

    @Override
    public void close() {
        kafka.close(Duration.ofSeconds(2));
    }
}
