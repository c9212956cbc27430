package pixpro.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own, with its output in a log file and its pid remembered for the next run. */
final class ChildProcess {

    private static final int TAIL_BYTES = 8_192;
    private static final int TAIL_LINES = 25;

    private final String name;
    private final Process process;
    private final Path log;
    private final PidFile pidFile;

    /**
     * Held by whoever starts a process, and by whoever writes a program that is to be started: a process that is born
     * meanwhile would hold the file open for writing, and Linux refuses to run such a file ("text file busy").
     */
    static final Object SPAWNING = new Object();

    private ChildProcess(String name, Process process, Path log, PidFile pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    static ChildProcess start(String name, Launch launch, StackFolders folders) throws IOException {
        Path log = folders.log(name);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(deafToInterrupt(launch.command()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(launch.environment());
        // meant for our own JVM (debuggers, agents, ports), not for the neighbours
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process;
        synchronized (SPAWNING) {
            process = builder.start();
        }
        process.getOutputStream().close();
        PidFile pidFile = new PidFile(folders.pidFile(name));
        pidFile.write(process.toHandle());
        return new ChildProcess(name, process, log, pidFile);
    }

    /**
     * A terminal's Ctrl-C reaches all processes at once; the neighbours must outlive PixPro's own shutdown. The shell replaces
     * itself by the server, so the pid stays the server's.
     */
    private static List<String> deafToInterrupt(List<String> command) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
        wrapped.addAll(command);
        return wrapped;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @return whether the process ended while we waited */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Asks the process to end and insists after the given time. */
    void stop(Duration patience) {
        stop(process.toHandle(), patience);
        pidFile.delete();
    }

    /** Ends the process at once, as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, patience);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException | TimeoutException e) {
            return !process.isAlive();
        }
    }

    /** @return the end of what the process said */
    String logTail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log of " + name + ": " + e.getMessage() + ")";
        }
    }

    Path log() {
        return log;
    }
}
