package faults;

import java.time.Duration;
import java.util.Random;

/**
 * How long and how hard. Without system properties it is the short form that runs in every build; {@code -Dfaults.jobs}
 * chooses the long one.
 *
 * @param seed decides what is sent and what is done to whom; the same seed gives the same order, not the same instants
 * @param load how long the load and the faults last at most
 * @param jobs taken at least before the load ends, unless its time is over; 0 for no such condition
 * @param kills done at least before the load ends, unless its time is over; 0 for no such condition
 * @param rate requests per second
 * @param longestPause of a server that is stopped and goes on
 * @param ownKeycloak whether Keycloak is tormented, too
 * @param settle how long what is healed has to get everything done
 */
record FaultSettings(
        long seed,
        Duration load,
        int jobs,
        int kills,
        double rate,
        Duration longestPause,
        boolean ownKeycloak,
        Duration settle) {

    private static final int SHORT_SECONDS = 90;
    private static final int LONG_SECONDS = 3600;

    static FaultSettings ofThisProcess() {
        int jobs = Integer.getInteger("faults.jobs", 0);
        boolean isLong = jobs > 0;
        return new FaultSettings(
                Long.getLong("faults.seed", new Random().nextInt(1_000_000)),
                Duration.ofSeconds(Integer.getInteger("faults.seconds", isLong ? LONG_SECONDS : SHORT_SECONDS)),
                jobs,
                Integer.getInteger("faults.kills", 0),
                Integer.getInteger("faults.rate", isLong ? 8 : 4),
                Duration.ofSeconds(Integer.getInteger("faults.pause", isLong ? 30 : 5)),
                isLong,
                Duration.ofSeconds(Integer.getInteger("faults.settle", isLong ? 240 : 90)));
    }
}
