package faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What came of looking at one invariant. */
final class Finding {

    private final String invariant;
    private final List<String> broken = new ArrayList<>();
    private int looked;

    /** @param invariant as a sentence */
    Finding(String invariant) {
        this.invariant = invariant;
    }

    /** Looks at one more case. */
    void expect(boolean holds, Supplier<String> otherwise) {
        looked++;
        if (!holds) {
            broken.add(otherwise.get());
        }
    }

    String invariant() {
        return invariant;
    }

    int looked() {
        return looked;
    }

    /** @return the counter-examples */
    List<String> broken() {
        return broken;
    }

    @Override
    public String toString() {
        return invariant + (broken.isEmpty() ? "" : ", but " + broken.size() + " times not, first: " + broken.get(0));
    }
}
