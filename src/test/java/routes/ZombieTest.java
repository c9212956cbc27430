package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pixpro.event.ImageFailed;
import pixpro.event.SampleEvents;

/** An instance that slept while its group went on without it, and wakes in the middle of a job. */
class ZombieTest {

    @TempDir
    private Path spool;

    @Test
    void leavesTheEndOfAJobToWhoHoldsItsRecordNow() throws Exception {
        try (RunningProcess process = RunningProcess.start(Map.of(), spool)) {
            process.take(SampleEvents.queued("removed"), new RunningProcess.Lease(false));
            assertThat(process.announced()).isEmpty();

            process.take(SampleEvents.queued("removed"), new RunningProcess.Lease(true));
            assertThat(process.announced())
                    .hasOnlyElementsOfType(ImageFailed.class)
                    .hasSize(1);
        }
    }
}
