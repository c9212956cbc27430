package pixpro.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PixPro in a process of its own that a test may kill. It has its own Kafka broker and database, so that no other
 * PixPro of the test run takes over its work; the other neighbours are the shared ones.
 */
public final class LonePixPro implements AutoCloseable {

    private static final Duration PATIENCE_TO_START = Duration.ofSeconds(90);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(30);

    private final StackFolders folders = new StackFolders(Path.of("target", "lone-pixpro"), Path.of(".local", "dist"));
    private final LocalStack broker = new LocalStack(Console.ofThisProcess(), Settings.ofThisProcess(), folders, false);
    private final Map<String, String> properties = new LinkedHashMap<>(SharedLocalStack.properties());
    private final int port;
    private ChildProcess process;

    /** Starts it and waits until it is ready. */
    public LonePixPro() throws IOException, InterruptedException {
        Ports ports = new Ports();
        port = ports.free(0);
        broker.startAfresh(List.of(new KafkaNeighbour()), ports, url());
        properties.putAll(broker.properties());
        properties.put("pixpro.mongodb.database", "lone-pixpro");
        properties.put("server.port", Integer.toString(port));
        start();
    }

    /** @return where it answers */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Starts it again after a {@link #kill}, and waits until it is ready. */
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(folders.run());
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        properties.forEach((name, value) -> options.add("-D" + name + "=" + value));
        process = ChildProcess.start(
                "pixpro",
                Launch.java(options, System.getProperty("java.class.path"), "pixpro.PixPro", List.of()),
                folders);
        long deadline = System.nanoTime() + PATIENCE_TO_START.toNanos();
        while (!isReady()) {
            if (process.endsWithin(Duration.ofMillis(200)) || System.nanoTime() > deadline) {
                throw new LocalStackException("PixPro does not start:\n" + process.logTail());
            }
        }
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    private boolean isReady() throws InterruptedException {
        try {
            return Http.expectOk(url() + "/actuator/health/readiness").contains("UP");
        } catch (IOException expected) {
            return false;
        }
    }

    @Override
    public void close() {
        process.stop(PATIENCE_TO_STOP);
        broker.close();
    }
}
