package pixpro.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What Java has no call for: signals and limits of a child process. */
final class Signals {

    private Signals() {}

    static void pause(long pid) throws IOException, InterruptedException {
        run("kill", "-STOP", Long.toString(pid));
    }

    static void resume(long pid) throws IOException, InterruptedException {
        run("kill", "-CONT", Long.toString(pid));
    }

    /**
     * Sets the soft limit only, so that it can be raised again by whoever may not raise a hard one.
     *
     * @param bytes that a file may grow to
     */
    static void limitFiles(long pid, String bytes) throws IOException, InterruptedException {
        run("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
