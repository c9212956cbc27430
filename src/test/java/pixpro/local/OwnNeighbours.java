package pixpro.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Neighbours of its own for a test that takes them away, each by name: kafka, s3proxy, mongodb, redis. */
public final class OwnNeighbours implements AutoCloseable {

    private final Console console = Console.ofThisProcess();
    private final StackFolders folders =
            new StackFolders(Path.of("target", "own-neighbours"), Path.of(".local", "dist"));
    private final Ports ports = new Ports();
    private final LocalStack stack = new LocalStack(console, Settings.ofThisProcess(), folders, false);

    /**
     * Starts them afresh.
     *
     * @param names which
     */
    public OwnNeighbours(String... names) {
        List<String> wanted = List.of(names);
        stack.startAfresh(
                LocalStack.neighbours().stream()
                        .filter(neighbour -> wanted.contains(neighbour.name()))
                        .toList(),
                ports,
                "http://localhost:8080");
    }

    /** @return what PixPro must be told to use them */
    public Map<String, String> properties() {
        return stack.properties();
    }

    /** kill -9. */
    public void kill(String name) throws InterruptedException {
        find(name).kill();
    }

    /** Starts it again where it was, with its data, and waits until it answers. */
    public void restart(String name) throws Exception {
        try (Artifacts artifacts = new Artifacts(console)) {
            find(name).start(new Neighbour.Site(folders, artifacts, ports, console, ""));
        }
    }

    /** Starts again whoever was killed, so that one test leaves the next what it needs. */
    public void restartKilled() throws Exception {
        for (RunningNeighbour neighbour : stack.running()) {
            if (ProcessHandle.of(neighbour.pid().orElseThrow()).isEmpty()) {
                restart(neighbour.name());
            }
        }
    }

    private RunningNeighbour find(String name) {
        return stack.running().stream()
                .filter(neighbour -> neighbour.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        stack.close();
    }
}
