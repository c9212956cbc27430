package faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import pixpro.local.Console;

/** Nothing lost, nothing twice, nothing stuck, whoever dies or freezes meanwhile. How to run it: docs/reliability.md. */
@EnabledOnOs(OS.LINUX)
class FaultsIT {

    private static final String RUN = "faults";

    private final Console console = Console.ofThisProcess();
    private final FaultSettings settings = FaultSettings.ofThisProcess();

    @Test
    void losesNothingDoublesNothingAndLeavesNothingStuck() throws Exception {
        console.progress("fault test, seed " + settings.seed() + ", " + settings);
        Path timeline = Run.file(RUN, "timeline.txt");
        Files.deleteIfExists(timeline);
        try (Platform platform = new Platform(RUN, 2, settings.ownKeycloak(), Map.of(), console);
                Ledger ledger = new Ledger(Run.file(RUN, "ledger.jsonl"));
                Generator generator = new Generator(platform.client(), new Workload(settings.seed()), ledger);
                Nemesis nemesis = new Nemesis(
                        new Faults(platform, new Random(settings.seed() + 1)).all(settings.ownKeycloak()),
                        settings.longestPause(),
                        new Random(settings.seed()),
                        timeline)) {
            generator.start(settings.rate());
            nemesis.start();
            awaitEnough(generator, nemesis);
            nemesis.stop();
            generator.stop();
            console.progress("load ends: %d images taken, with %d jobs; %d faults, %d of them kills"
                    .formatted(generator.taken(), generator.jobs(), nemesis.faults(), nemesis.kills()));

            List<Finding> findings = new Run(platform, ledger, console).settleAndCheck(settings.settle());

            assertThat(findings)
                    .as("seed %d, timeline %s", settings.seed(), timeline)
                    .filteredOn(finding -> !finding.broken().isEmpty())
                    .isEmpty();
            assertThat(generator.taken()).as("images taken").isPositive();
            assertThat(nemesis.kills()).as("kills").isPositive();
        }
    }

    private void awaitEnough(Generator generator, Nemesis nemesis) {
        Instant end = Instant.now().plus(settings.load());
        boolean byCount = settings.jobs() > 0 || settings.kills() > 0;
        await().atMost(settings.load().plus(Duration.ofMinutes(1)))
                .pollInterval(1, SECONDS)
                .until(() -> Instant.now().isAfter(end)
                        || byCount && generator.jobs() >= settings.jobs() && nemesis.kills() >= settings.kills());
    }
}
