package pixpro.process;

/** Hears how far a model is while its answer is being read, and must not hold up the reading. */
@FunctionalInterface
public interface ModelProgress {

    /**
     * @param completed what the model says is done, whatever that is worth
     * @param total what it says there is to do
     */
    void at(long completed, long total);
}
