package pixpro.health;

import java.time.Duration;

/**
 * How a neighbour is asked whether it is there. A bean of whoever knows the neighbour.
 *
 * @param name one of the names in {@link Neighbours}
 * @param every how long to wait between two questions
 * @param question fails if the neighbour is away; has to give up by itself after a second or two
 */
public record Probe(String name, Duration every, Question question) {

    /** Asks the neighbour something that it answers only if it can work. */
    @FunctionalInterface
    public interface Question {

        /** @throws Exception if it does not answer, or refuses */
        void ask() throws Exception;
    }
}
