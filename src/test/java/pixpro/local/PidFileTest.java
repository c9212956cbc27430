package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    private static final ProcessHandle THIS = ProcessHandle.current();

    @TempDir
    private Path folder;

    private Path file;
    private PidFile pidFile;

    @BeforeEach
    void name() {
        file = folder.resolve("kafka.pid");
        pidFile = new PidFile(file);
    }

    @Test
    void findsTheProcessItRemembers() {
        pidFile.write(THIS);

        assertThat(pidFile.living()).contains(THIS);
    }

    @Test
    void takesNoOtherProcessWithTheSamePidForIt() throws IOException {
        Instant earlier = THIS.info().startInstant().orElseThrow().minusSeconds(3600);
        Files.write(file, List.of(Long.toString(THIS.pid()), earlier.toString()));

        assertThat(pidFile.living()).isEmpty();
    }

    @Test
    void findsNothingWhenTheProcessHasEnded() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        pidFile.write(process.toHandle());
        process.waitFor();

        assertThat(pidFile.living()).isEmpty();
    }

    @Test
    void findsNothingInAFileACrashLeftHalfWritten() throws IOException {
        Files.writeString(file, Long.toString(THIS.pid()));
        assertThat(pidFile.living()).isEmpty();

        Files.write(file, List.of(Long.toString(THIS.pid()), "2026-13-"));
        assertThat(pidFile.living()).isEmpty();
    }

    @Test
    void findsNothingWithoutAFile() {
        assertThat(pidFile.living()).isEmpty();

        pidFile.write(THIS);
        pidFile.delete();

        assertThat(pidFile.living()).isEmpty();
    }
}
