package routes;

/** Doors between stages, and from the YAML routes of ops to the backbone. */
public final class Doors {

    /**
     * For effects: asks a model about the job's original. Reads the variables {@code model} (required), {@code backend}
     * (default {@code vision}), {@code prompt}, {@code options} (default: the job's parameters) and {@code format}
     * (a JSON Schema); leaves the {@link pixpro.process.ModelAnswer} as body.
     */
    public static final String ASK_MODEL = "direct:ask-model";

    private Doors() {}
}
