package pixpro.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a child process across a crash of its parent by pid and start instant, so that another process that was given the
 * same pid later is never taken for the child.
 */
final class PidFile {

    /** The operating system's boot time, from which start instants are computed, may be corrected by a second. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process) {
        String start = process.info().startInstant().map(Instant::toString).orElse("unknown");
        try {
            Path temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.write(temporary, List.of(Long.toString(process.pid()), start));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remember process " + process.pid(), e);
        }
    }

    /** @return the process this file remembers, if it still lives and is the same one */
    Optional<ProcessHandle> living() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() != 2) {
                return Optional.empty();
            }
            Instant start = Instant.parse(lines.get(1));
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, start));
        } catch (IOException | NumberFormatException | DateTimeException unreadable) {
            // nothing certain can be said about a process, so none is stopped
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant start) {
        return process.info()
                .startInstant()
                .map(actual -> Duration.between(start, actual).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(false);
    }
}
