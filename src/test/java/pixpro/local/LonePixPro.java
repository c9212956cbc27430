package pixpro.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A PixPro in a process of its own that a test may kill. It has its own Kafka broker and database, so that no other
 * PixPro of the test run takes over its work; the other neighbours are the shared ones.
 */
public final class LonePixPro implements AutoCloseable {

    private static final Duration PATIENCE_TO_START = Duration.ofSeconds(90);

    private final StackFolders folders = new StackFolders(Path.of("target", "lone-pixpro"), Path.of(".local", "dist"));
    private final Console console = Console.ofThisProcess();
    private final LocalStack broker = new LocalStack(console, Settings.ofThisProcess(), folders, false);
    private final Map<String, String> properties = new LinkedHashMap<>(SharedLocalStack.properties());
    private final int port;
    private ChildProcess process;

    /** Starts it and waits until it is ready. */
    public LonePixPro() throws IOException, InterruptedException {
        this(Map.of());
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param more properties besides those that name its neighbours
     */
    public LonePixPro(Map<String, String> more) throws IOException, InterruptedException {
        Ports ports = new Ports();
        port = ports.free(0);
        if (!more.containsKey("pixpro.kafka.brokers")) {
            broker.startAfresh(List.of(new KafkaNeighbour()), ports, url());
        }
        properties.putAll(broker.properties());
        // what another one left behind would count among its own
        properties.put("pixpro.mongodb.database", "lone-" + UUID.randomUUID());
        properties.put("server.port", Integer.toString(port));
        properties.putAll(more);
        start();
    }

    /** @return where it answers */
    public String url() {
        return "http://localhost:" + port;
    }

    /** @return the addresses of its Kafka */
    public String brokers() {
        return properties.get("pixpro.kafka.brokers");
    }

    /** Starts it again after a {@link #kill}, and waits until it is ready. */
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(folders.run());
        process = launch("pixpro", List.of());
        long deadline = System.nanoTime() + PATIENCE_TO_START.toNanos();
        while (!isReady()) {
            if (process.endsWithin(Duration.ofMillis(200)) || System.nanoTime() > deadline) {
                throw new LocalStackException("PixPro does not start:\n" + process.logTail());
            }
        }
    }

    /**
     * Runs a command of PixPro beside it, or instead of it.
     *
     * @param arguments such as {@code --pixpro.rebuild=library}
     * @return its exit code, and the end of what it logged
     */
    public Map.Entry<Integer, String> command(String... arguments) throws IOException, InterruptedException {
        ChildProcess command = launch("pixpro-command", List.of(arguments));
        if (!command.endsWithin(PATIENCE_TO_START)) {
            command.kill();
            throw new LocalStackException("The command does not end:\n" + command.logTail());
        }
        return Map.entry(command.exitCode(), command.logTail());
    }

    private ChildProcess launch(String name, List<String> arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx512m", Launch.QUICK_START));
        properties.forEach((property, value) -> options.add("-D" + property + "=" + value));
        Launch launch = Launch.java(options, System.getProperty("java.class.path"), "pixpro.PixPro", arguments);
        return ChildProcess.start(name, launch, folders);
    }

    /**
     * SIGTERM, and the wait for its end.
     *
     * @param patience after which it is killed
     * @return its exit code; 137 if it had to be killed
     */
    public int terminate(Duration patience) {
        process.stop(patience);
        return process.exitCode();
    }

    /** @return the end of what it logged */
    public String logTail() {
        return process.logTail();
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** kill -9 of its Kafka. */
    public void killBroker() throws InterruptedException {
        broker.running().get(0).kill();
    }

    /** Starts its Kafka again after a {@link #killBroker}, on the same port and data, and waits until it answers. */
    public void startBroker() throws Exception {
        try (Artifacts artifacts = new Artifacts(console)) {
            broker.running().get(0).start(new Neighbour.Site(folders, artifacts, new Ports(), console, url()));
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return Http.expectOk(url() + "/actuator/health/readiness").contains("UP");
        } catch (IOException expected) {
            return false;
        }
    }

    /** Kills it: how it ends when it is asked to is for {@link #terminate} to see, and nobody else need wait for it. */
    @Override
    public void close() {
        process.stop(Duration.ZERO);
        broker.close();
    }
}
