package pixpro.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packages of npm that a folder's {@code package-lock.json} names. */
public final class NodePackages {

    private NodePackages() {}

    /**
     * Installs them once, and again whenever other versions are wanted.
     *
     * @param folder with {@code package.json} and {@code package-lock.json}
     * @throws IOException if npm cannot be run or does not succeed; the message has what it said
     */
    public static void install(Path folder) throws IOException, InterruptedException {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        Path wanted = folder.resolve("package-lock.json");
        if (Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0) {
            return;
        }
        // not with this JVM's own streams, over which Maven talks to it: Node would make them non-blocking
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        npm.getOutputStream().close();
        String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            throw new IOException("npm ci failed in " + folder + "; is Node installed? " + said);
        }
    }
}
