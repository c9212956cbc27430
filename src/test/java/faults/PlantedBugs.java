package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pixpro.local.Console;

/**
 * Who tests the test: each mistake that is planted must be found, and the same faults must find none in PixPro as it is.
 * Takes six minutes, and is therefore not among the tests of every build: see docs/reliability.md.
 */
class PlantedBugs {

    private static final String RUN = "planted-bugs";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Console console = Console.ofThisProcess();

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void areEachFound(PlantedBug bug) throws Exception {
        long begin = System.nanoTime();

        List<Finding> findings = run(bug, List.of(bug));

        console.progress("%s found after %d s"
                .formatted(bug, Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
        assertThat(findings)
                .filteredOn(finding -> !finding.broken().isEmpty())
                .extracting(Finding::invariant)
                .anySatisfy(invariant -> assertThat(invariant).contains(bug.breaks()));
    }

    @Test
    void areTheOnlyThingThatTheseFaultsFind() throws Exception {
        List<Finding> findings = run(null, List.of(PlantedBug.values()));

        assertThat(findings).filteredOn(finding -> !finding.broken().isEmpty()).isEmpty();
    }

    /**
     * @param planted in the PixPro that is tormented; null for none
     * @param aims at which mistakes its torments are aimed
     */
    private List<Finding> run(PlantedBug planted, List<PlantedBug> aims) throws Exception {
        console.progress("planted: %s, faults aimed at %s".formatted(planted, aims));
        Map<String, String> properties = new LinkedHashMap<>();
        if (planted != null) {
            properties.put("spring.main.sources", Planting.class.getName());
            properties.put(Planting.BUG, planted.name());
        }
        if (planted == PlantedBug.NO_DEADLINE) {
            properties.put("camel.component.http.response-timeout", "0");
            properties.put("camel.component.http.so-timeout", "0");
        }
        Workload workload = new Workload(1);
        try (Platform platform = new Platform(RUN, 1, false, properties, console);
                Ledger ledger = new Ledger(Run.file(RUN, "ledger.jsonl"));
                Generator generator = new Generator(platform.client(), workload, ledger)) {
            List<Finding> findings = new ArrayList<>();
            Aimed aimed = new Aimed(platform, generator, workload);
            for (PlantedBug aim : aims) {
                findings.addAll(aimed.at(aim));
            }
            findings.addAll(new Run(platform, ledger, console).settleAndCheck(PATIENCE));
            return findings;
        }
    }
}
