package pixpro.effect;

/** Who can do what: the catalogue's view of the backends. */
public interface Capabilities {

    /**
     * @param capability free name, for example {@code describe}
     * @return whether a configured backend has it, up or down: a job that needs it can be taken
     */
    boolean isOffered(String capability);

    /**
     * @param capability free name
     * @return whether a backend that has it is up, as far as is known
     */
    boolean isAvailable(String capability);
}
