package faults;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that was sent, and what its sender knows of it.
 *
 * @param person whose
 * @param name tells it from every other file of the run
 * @param sha256 of its bytes
 * @param effect asked for; null for none
 * @param right whether there is no reason to refuse it: a whole image, for an effect that exists
 * @param status of the answer to it; 0 without one
 * @param fate what is known of it
 * @param imageId of a taken one; else null
 * @param jobId of a taken one with an effect; else null
 */
record Sent(
        String person,
        String name,
        String sha256,
        String effect,
        boolean right,
        int status,
        Fate fate,
        String imageId,
        String jobId) {

    /** What a sender may believe. */
    enum Fate {
        /** A 202 names it. */
        TAKEN,
        /** It was said to be wrong: there must be no trace of it. */
        REFUSED,
        /** A neighbour was away, or no answer came: it is there as a whole, or it is not. */
        UNKNOWN
    }

    static List<Sent> of(Ledger.Attempt attempt) {
        List<Sent> sent = new ArrayList<>();
        for (Ledger.SentFile file : attempt.intent().files()) {
            sent.add(of(attempt, file));
        }
        return sent;
    }

    private static Sent of(Ledger.Attempt attempt, Ledger.SentFile file) {
        Ledger.Intent intent = attempt.intent();
        Ledger.Taken taken = attempt.outcome() == null
                ? null
                : attempt.outcome().taken().stream()
                        .filter(each -> each.name().equals(file.name()))
                        .findFirst()
                        .orElse(null);
        int status = statusOf(attempt.outcome(), file);
        return new Sent(
                intent.person(),
                file.name(),
                file.sha256(),
                intent.effect(),
                intent.possible() && file.good(),
                status,
                taken == null ? fateOf(status) : Fate.TAKEN,
                taken == null ? null : taken.id(),
                taken == null ? null : taken.jobId());
    }

    private static int statusOf(Ledger.Outcome outcome, Ledger.SentFile file) {
        return outcome == null ? 0 : outcome.refused().getOrDefault(file.name(), outcome.status());
    }

    private static Fate fateOf(int status) {
        return status >= 400 && status < 500 ? Fate.REFUSED : Fate.UNKNOWN;
    }
}
