package faults;

import java.util.Set;

/**
 * Something that goes wrong for a while.
 *
 * @param name for the timeline, as in {@code kill kafka}
 * @param targets the servers that must be well when it begins, and are not before it is healed
 * @param isKill whether it counts as a kill
 * @param longest whether it may last as long as a pause, or only as long as a restart
 * @param begin makes it go wrong
 * @param heal makes it well again, and returns when it is
 */
record Fault(String name, Set<String> targets, boolean isKill, boolean longest, Step begin, Step heal) {

    static final Step NOTHING = () -> {};

    /** May fail. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }
}
