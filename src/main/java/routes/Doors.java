package routes;

import pixpro.process.CamelProgressDoor;

/** Doors between stages, and from the YAML routes of ops to the backbone. */
public final class Doors {

    /**
     * For effects: asks a model about the job's original; leaves the {@link pixpro.process.ModelAnswer} as body. Reads the
     * variables
     * <ul>
     *   <li>{@code model}: required
     *   <li>{@code backend}: only this one; left out, one that offers the effect's capability
     *   <li>{@code capability}: what it must offer; left out, what the effect's description names
     *   <li>{@code api}: {@code generate} (the default) or {@code chat}
     *   <li>{@code prompt}: words, in which <code>{name}</code> stands for a parameter of the job
     *   <li>{@code fields}: names of parameters that are fields of the request itself, such as {@code width}
     *   <li>{@code options}: as JSON or a map; left out, the parameters that are neither in the prompt nor fields
     *   <li>{@code format}: JSON Schema, as JSON or a map, that the answer must fit; it gets one chance to be mended
     *   <li>{@code keepAlive}: how long the model stays loaded, as in {@code 10m}
     *   <li>{@code stream}: {@code true} to have the answer piece by piece, so that a long silence is a hang
     *   <li>{@code picture}: {@code none} to ask without the original
     * </ul>
     */
    public static final String ASK_MODEL = "direct:ask-model";

    /**
     * From process to notify: how far a job is, as a {@link pixpro.event.ImageProgress}. Nobody who puts something in
     * waits, and what has no room is dropped.
     */
    public static final String TELL_PROGRESS = CamelProgressDoor.URI;

    /**
     * For effects whose model only lists detections: has the vision engine draw them into the picture. Takes the answer of
     * {@link #ASK_MODEL} as body, and leaves it with that picture; without a vision engine, as it is. Detections are in
     * shares of the upright picture's width and height.
     */
    public static final String DRAW_DETECTIONS = "direct:draw-detections";

    /**
     * For whoever has a failed job done again: announces the {@link pixpro.retry.RetryOrder} in the body and leaves what
     * the asker is told, once Kafka has acknowledged; a problem if it has not.
     */
    public static final String QUEUE_AGAIN = "direct:ingest-queue-again";

    /**
     * For whoever has something done with an image that is stored: announces the {@code event} of the body, an
     * {@link pixpro.event.ImageQueued}, and returns once Kafka has acknowledged; fails if it has not.
     */
    public static final String ANNOUNCE_IMAGE = "direct:ingest-announce-image";

    private Doors() {}
}
