package pixpro.local;

import java.io.IOException;
import java.time.Duration;

/** A preparation that runs in a process of its own and ends. */
final class OneShot {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private OneShot() {}

    static void run(String name, Launch launch, StackFolders folders) throws IOException, InterruptedException {
        ChildProcess process = ChildProcess.start(name, launch, folders);
        try {
            if (!process.endsWithin(PATIENCE)) {
                throw new LocalStackException(name + " does not come to an end\n" + process.logTail());
            }
            if (process.exitCode() != 0) {
                throw new LocalStackException("%s failed with exit code %d; the end of %s:%n%s"
                        .formatted(name, process.exitCode(), process.log(), process.logTail()));
            }
        } finally {
            process.stop(Duration.ofSeconds(5));
        }
    }
}
