package pixpro.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A neighbour in use: given by configuration and only checked, or started and stopped by us. What we started can be tormented:
 * killed and started again where it was, paused, kept from writing to its disk.
 */
public final class RunningNeighbour {

    static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(15);

    private static final Duration PATIENCE_TO_START = Duration.ofSeconds(180);
    private static final Duration PATIENCE_WITH_GIVEN = Duration.ofSeconds(20);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(150);

    private final Neighbour neighbour;
    private final Settings settings;
    private final boolean given;
    private final int port;
    private volatile ChildProcess process;
    private volatile Again again;
    private volatile boolean stopped;

    private RunningNeighbour(Neighbour neighbour, Settings settings, boolean given, int port) {
        this.neighbour = neighbour;
        this.settings = settings;
        this.given = given;
        this.port = port;
    }

    static RunningNeighbour given(Neighbour neighbour, Settings settings) {
        return new RunningNeighbour(neighbour, settings, true, neighbour.usualPort());
    }

    static RunningNeighbour toStart(Neighbour neighbour, Settings settings, int port) {
        return new RunningNeighbour(neighbour, settings, false, port);
    }

    /** Returns when the neighbour answers. */
    void start(Neighbour.Site site) throws Exception {
        if (!given) {
            again = new Again(neighbour.prepare(site, port), site.folders());
            startProcess(again.launch(), again.folders());
        }
        awaitAnswer(given ? PATIENCE_WITH_GIVEN : PATIENCE_TO_START);
    }

    private synchronized void startProcess(Launch launch, StackFolders folders) throws Exception {
        if (stopped) {
            throw new LocalStackException(name() + " is not wanted any more");
        }
        process = ChildProcess.start(name(), launch, folders);
    }

    private void awaitAnswer(Duration patience) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception reason = new IOException("nobody listens on port " + port);
        while (true) {
            try {
                if (given || Ports.answers(port)) {
                    neighbour.check(this::property);
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception notYet) {
                reason = notYet;
            }
            if (System.nanoTime() > deadline) {
                throw new LocalStackException(
                        "%s does not answer at %s: %s%s".formatted(name(), url(), reason.getMessage(), tail()), reason);
            }
            awaitNextCheck();
        }
    }

    /** Waits for the next check, or finds that there will be no answer. */
    private void awaitNextCheck() throws InterruptedException {
        if (given) {
            LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } else if (process.endsWithin(BETWEEN_CHECKS)) {
            throw new LocalStackException("%s ended with exit code %d%s".formatted(name(), process.exitCode(), tail()));
        }
    }

    private String tail() {
        return process == null ? "" : "; the end of " + process.log() + ":\n" + process.logTail();
    }

    /** What was given counts; what is missing beside it is as it would be locally. */
    private String property(String name) {
        Optional<String> configured = given ? settings.get(name) : Optional.empty();
        return configured.orElseGet(() -> neighbour.properties(port).get(name));
    }

    /** @return properties PixPro does not know yet */
    Map<String, String> decided() {
        return given ? Map.of() : neighbour.properties(port);
    }

    synchronized void stop() {
        stopped = true;
        if (process != null) {
            process.stop(PATIENCE_TO_STOP);
        }
    }

    /** Ends it as a power cut would, also while it is paused. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /**
     * Starts it again after a {@link #kill}: on the same port, with the data it had.
     *
     * @throws Exception when it does not answer
     */
    public void startAgain() throws Exception {
        startProcess(again.launch(), again.folders());
        awaitAnswer(PATIENCE_TO_START);
    }

    /** @return whether its process lives; a paused one does */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGSTOP: its connections stay, and nobody answers. */
    public void pause() throws IOException, InterruptedException {
        Signals.pause(process.pid());
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        Signals.resume(process.pid());
    }

    /** From now on each of its writes to a file fails, as on a full disk. Linux only; needs no rights. */
    public void fillDisk() throws IOException, InterruptedException {
        Signals.limitFiles(process.pid(), "0");
    }

    /** There is room on its disk again. */
    public void freeDisk() throws IOException, InterruptedException {
        Signals.limitFiles(process.pid(), "unlimited");
    }

    public String name() {
        return neighbour.name();
    }

    public String url() {
        return neighbour.url(this::property);
    }

    boolean isGiven() {
        return given;
    }

    /** @return the id of its process, if it was started here */
    public OptionalLong pid() {
        return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
    }

    /** How it was started. */
    private record Again(Launch launch, StackFolders folders) {}
}
