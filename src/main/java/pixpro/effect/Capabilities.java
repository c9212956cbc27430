package pixpro.effect;

import java.util.Optional;
import java.util.SortedSet;

/** Who can do what: the catalogue's view of the backends. */
public interface Capabilities {

    /** @return everything that a configured backend can do, by free names such as {@code describe} */
    SortedSet<String> offered();

    /**
     * @param capability free name
     * @return how many jobs that need it all backends together take at once from this instance
     */
    int concurrency(String capability);

    /**
     * @param capability free name
     * @return what keeps jobs that need it from beginning; empty if nothing does, or if nobody offers it
     */
    Optional<Waiting> waiting(String capability);

    /**
     * @param capability free name
     * @return whether a configured backend has it, up or down: a job that needs it can be taken
     */
    default boolean isOffered(String capability) {
        return offered().contains(capability);
    }

    /**
     * @param capability free name
     * @return whether a backend that has it takes jobs, as far as is known
     */
    default boolean isAvailable(String capability) {
        return isOffered(capability) && waiting(capability).isEmpty();
    }
}
