package pixpro.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a local stack keeps its files.
 *
 * @param root holds {@code data/<name>}, {@code log/<name>.log} and {@code run/<name>.pid} of one stack
 * @param dist holds what is unpacked once and shared by all stacks of this checkout
 */
record StackFolders(Path root, Path dist) {

    StackFolders {
        root = root.toAbsolutePath().normalize();
        dist = dist.toAbsolutePath().normalize();
    }

    /** @return the folder for what the neighbour must keep between runs; it exists */
    Path data(String name) {
        return existing(root.resolve("data").resolve(name));
    }

    /** Deletes what the neighbours kept. */
    void deleteData() throws IOException {
        delete(root.resolve("data"));
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** @return the file the neighbour's output goes to */
    Path log(String name) {
        return existing(root.resolve("log")).resolve(name + ".log");
    }

    /** @return the folder of the pid files and the lock; it exists */
    Path run() {
        return existing(root.resolve("run"));
    }

    Path pidFile(String name) {
        return run().resolve(name + ".pid");
    }

    private static Path existing(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + folder, e);
        }
    }
}
