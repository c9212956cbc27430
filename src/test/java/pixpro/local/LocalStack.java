package pixpro.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** PixPro's neighbours on this machine: started together, answering when {@link #start} returns, stopped by {@link #close}. */
public final class LocalStack implements AutoCloseable {

    private final Console console;
    private final Settings settings;
    private final StackFolders folders;
    private final boolean usualPorts;
    private final List<RunningNeighbour> running = new ArrayList<>();
    private StackLock lock;
    private boolean closed;

    /**
     * @param usualPorts whether each neighbour gets its usual port when that is free; else any free one
     */
    LocalStack(Console console, Settings settings, StackFolders folders, boolean usualPorts) {
        this.console = console;
        this.settings = settings;
        this.folders = folders;
        this.usualPorts = usualPorts;
    }

    static List<Neighbour> neighbours() {
        // Keycloak first: it takes longest
        return List.of(
                new KeycloakNeighbour(Path.of("keycloak")),
                new KafkaNeighbour(),
                new S3ProxyNeighbour(),
                new MongoNeighbour(),
                new RedisNeighbour(),
                new VisionEngineNeighbour());
    }

    /**
     * Starts what is not given and waits until all answer.
     *
     * @param neighbours which ones
     * @param ports for them, already knowing PixPro's own
     * @param pixproUrl where PixPro itself will be found
     * @throws LocalStackException when one cannot be had; the others are stopped by then
     */
    void start(List<Neighbour> neighbours, Ports ports, String pixproUrl) {
        start(neighbours, ports, pixproUrl, false);
    }

    /** As {@link #start}, on no data at all. */
    void startAfresh(List<Neighbour> neighbours, Ports ports, String pixproUrl) {
        start(neighbours, ports, pixproUrl, true);
    }

    private void start(List<Neighbour> neighbours, Ports ports, String pixproUrl, boolean afresh) {
        QuietClients.untilSpringStarts();
        try {
            lock = StackLock.take(folders);
            stopOrphans();
            if (afresh) {
                folders.deleteData();
            }
            try (Artifacts artifacts = new Artifacts(console)) {
                Neighbour.Site site = new Neighbour.Site(folders, artifacts, ports, console, pixproUrl);
                for (Neighbour neighbour : neighbours) {
                    running.add(add(neighbour, site));
                }
                startTogether(site);
            }
        } catch (IOException e) {
            close();
            throw new LocalStackException("The local stack cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private RunningNeighbour add(Neighbour neighbour, Neighbour.Site site) {
        Optional<String> given = neighbour.givenBy().stream()
                .filter(name -> settings.get(name).isPresent())
                .findFirst();
        if (given.isPresent()) {
            return RunningNeighbour.given(neighbour, settings);
        }
        int port = site.ports().free(usualPorts ? neighbour.usualPort() : 0);
        if (usualPorts && port != neighbour.usualPort()) {
            console.progress("%s: port %d is taken, using %d".formatted(neighbour.name(), neighbour.usualPort(), port));
        }
        return RunningNeighbour.toStart(neighbour, settings, port);
    }

    private void startTogether(Neighbour.Site site) {
        ExecutorService threads = Executors.newFixedThreadPool(running.size());
        try {
            CompletionService<RunningNeighbour> starts = new ExecutorCompletionService<>(threads);
            running.forEach(neighbour -> starts.submit(() -> {
                neighbour.start(site);
                return neighbour;
            }));
            for (int i = 0; i < running.size(); i++) {
                RunningNeighbour ready = starts.take().get();
                console.progress("%-8s ready, %s".formatted(ready.name(), ready.url()));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LocalStackException known) {
                throw known;
            }
            throw new LocalStackException("The local stack cannot start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a killed PixPro left behind would hold ports and data. */
    private void stopOrphans() throws IOException {
        List<Path> pidFiles;
        try (Stream<Path> files = Files.list(folders.run())) {
            pidFiles = files.filter(file -> file.toString().endsWith(".pid"))
                    .filter(file -> !file.endsWith(StackLock.HOLDER))
                    .toList();
        }
        pidFiles.parallelStream().forEach(this::stopOrphan);
    }

    private void stopOrphan(Path file) {
        PidFile pidFile = new PidFile(file);
        pidFile.living().ifPresent(orphan -> {
            console.progress("stopping %s, left behind by an earlier run as pid %d"
                    .formatted(file.getFileName().toString().replace(".pid", ""), orphan.pid()));
            ChildProcess.stop(orphan, RunningNeighbour.PATIENCE_TO_STOP);
        });
        pidFile.delete();
    }

    /** @return what PixPro must be told: the properties of the neighbours that were started */
    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        running.forEach(neighbour -> all.putAll(neighbour.decided()));
        return all;
    }

    List<RunningNeighbour> running() {
        return List.copyOf(running);
    }

    /** Stops what was started, all at once: none of them needs another one to stop. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        running.parallelStream().forEach(RunningNeighbour::stop);
        unlock();
    }

    /** Leaves the neighbours alone in the world, as a kill of this process would. */
    synchronized void abandon() {
        closed = true;
        unlock();
    }

    private void unlock() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException ignored) {
                // the lock ends with this process
            }
        }
    }
}
