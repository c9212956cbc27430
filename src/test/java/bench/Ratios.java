package bench;

import java.util.Arrays;
import java.util.Random;

/**
 * Ratios of pairs of rounds. Their median is what counts, and how far a bootstrap moves it says how sure it is.
 *
 * @param values one of each pair
 */
record Ratios(double[] values) {

    private static final int RESAMPLES = 10_000;
    private static final double TAIL = 0.025;

    double median() {
        return median(values);
    }

    double least() {
        return Arrays.stream(values).min().orElseThrow();
    }

    double most() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** @return the lower end of the 95 % interval of the median */
    double surelyAbove() {
        return bootstrap()[(int) (RESAMPLES * TAIL)];
    }

    /** @return its upper end */
    double surelyBelow() {
        return bootstrap()[(int) (RESAMPLES * (1 - TAIL)) - 1];
    }

    private double[] bootstrap() {
        Random random = new Random(1);
        double[] medians = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            medians[i] = median(random.ints(values.length, 0, values.length)
                    .mapToDouble(index -> values[index])
                    .toArray());
        }
        Arrays.sort(medians);
        return medians;
    }

    private static double median(double[] of) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
