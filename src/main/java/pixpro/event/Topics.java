package pixpro.event;

/** The Kafka topics. Records are keyed by image id, so that all that happens to one image stays in order. */
public final class Topics {

    /** {@link ImageQueued}: an image was stored, and is to be processed unless it came without an effect. */
    public static final String IMAGE_PROCESS = "image-process";

    /** {@link ImageProcessed}: a job ended with a result. */
    public static final String IMAGE_PROCESSED = "image-processed";

    /** {@link ImageFailed}: a job was given up, with the reason. */
    public static final String IMAGE_PROCESSED_ERROR = "image-processed-error";

    private Topics() {}
}
