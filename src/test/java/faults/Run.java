package faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import pixpro.local.Console;
import pixpro.local.RunningNeighbour;

/** The end of a run: wait until everything is done, look at everything, say what was found. */
final class Run {

    private static final Duration KPIS_FOLLOW = Duration.ofSeconds(5);

    private final Platform platform;
    private final Ledger ledger;
    private final Console console;

    Run(Platform platform, Ledger ledger, Console console) {
        this.platform = platform;
        this.ledger = ledger;
        this.console = console;
    }

    static Path file(String run, String name) {
        return Path.of("target", "fault-runs", run, name);
    }

    /**
     * Waits until nothing is left to do, then checks; prints a table of what was found.
     *
     * @param patience how long that may take
     * @return one finding per invariant
     */
    List<Finding> settleAndCheck(Duration patience) throws Exception {
        long begin = System.nanoTime();
        Finding settled = new Finding("everything is done %d s after all is healed".formatted(patience.toSeconds()));
        settled.expect(settles(patience), () -> "it is not");
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        console.progress(
                "settled after %d s: %b".formatted(seconds, settled.broken().isEmpty()));
        Evidence evidence = Evidence.gather(platform, ledger.read());
        List<Finding> findings = new ArrayList<>(List.of(settled));
        findings.addAll(Checker.check(evidence));
        print(evidence, findings);
        return findings;
    }

    /** No record is open anywhere, twice with the time between in which what one leads to would show. */
    private boolean settles(Duration patience) {
        String brokers = platform.property("pixpro.kafka.brokers");
        try {
            await().atMost(patience).pollInterval(1, SECONDS).ignoreExceptions().until(() -> Lags.open(brokers)
                    .isEmpty());
            await().pollDelay(KPIS_FOLLOW)
                    .atMost(patience)
                    .pollInterval(1, SECONDS)
                    .ignoreExceptions()
                    .until(() -> Lags.open(brokers).isEmpty());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void print(Evidence evidence, List<Finding> findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("invariant", "looked at", "broken"));
        for (Finding finding : findings) {
            rows.add(List.of(
                    finding.invariant(),
                    Integer.toString(finding.looked()),
                    Integer.toString(finding.broken().size())));
        }
        console.text("");
        console.table(rows);
        for (Finding finding : findings) {
            if (!finding.broken().isEmpty()) {
                console.text("\n  %s, first counter-example:\n    %s"
                        .formatted(finding.invariant(), finding.broken().get(0)));
            }
        }
        List<Truth.Image> appeared = Truth.of(evidence).appeared();
        console.text(
                "\n  files sent: %d taken, %d refused, %d unknown; %d of the unknown are there, %d of these after a 503"
                        .formatted(
                                count(evidence, Sent.Fate.TAKEN),
                                count(evidence, Sent.Fate.REFUSED),
                                count(evidence, Sent.Fate.UNKNOWN),
                                appeared.size(),
                                appeared.stream()
                                        .filter(image -> image.sent().status() == 503)
                                        .count()));
        console.text("  records on the topics: %d; objects left for a sweeper: %d\n"
                .formatted(
                        evidence.said().size(),
                        Leftovers.forTheSweeper(evidence).size()));
    }

    private static long count(Evidence evidence, Sent.Fate fate) {
        return evidence.sent().stream().filter(sent -> sent.fate() == fate).count();
    }

    /** Starts and wakes whatever is not well, whoever left it so. */
    void healAll() throws Exception {
        for (RunningNeighbour server : platform.servers()) {
            if (!server.isAlive()) {
                server.startAgain();
            } else {
                server.resume();
            }
        }
    }
}
