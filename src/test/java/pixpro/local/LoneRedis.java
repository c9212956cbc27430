package pixpro.local;

import java.nio.file.Path;

/** A Redis of its own for a test that kills it. */
public final class LoneRedis implements AutoCloseable {

    private final Console console = Console.ofThisProcess();
    private final StackFolders folders = new StackFolders(Path.of("target", "lone-redis"), Path.of(".local", "dist"));
    private final Ports ports = new Ports();
    private final int port = ports.free(0);
    private RunningNeighbour redis;

    /** @return where it answers on localhost, whether it runs or not */
    public int port() {
        return port;
    }

    /** Starts it, also again, and waits until it answers. */
    public void start() throws Exception {
        redis = RunningNeighbour.toStart(new RedisNeighbour(), Settings.ofThisProcess(), port);
        try (Artifacts artifacts = new Artifacts(console)) {
            redis.start(new Neighbour.Site(folders, artifacts, ports, console, ""));
        }
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        redis.kill();
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.stop();
        }
    }
}
