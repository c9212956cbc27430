package pixpro.event;

import java.util.List;

/** The Kafka topics. Events are keyed by image id, so that all that happens to one image stays in order. */
public final class Topics {

    /** {@link ImageQueued}: an image was stored, and is to be processed unless it came without an effect. */
    public static final String IMAGE_PROCESS = "image-process";

    /** {@link ImageProcessed}: a job ended with a result; {@link ImagePrepared}: an image has its thumbnails. */
    public static final String IMAGE_PROCESSED = "image-processed";

    /** {@link ImageFailed}: a job was given up, with the reason. */
    public static final String IMAGE_PROCESSED_ERROR = "image-processed-error";

    /** Records of the other topics that nobody can read, with their bytes as they were; keyed by where they came from. */
    public static final String IMAGE_QUARANTINE = "image-quarantine";

    /** The topics that hold events: all that the library and the KPIs are derived from. */
    public static final List<String> OF_EVENTS = List.of(IMAGE_PROCESS, IMAGE_PROCESSED, IMAGE_PROCESSED_ERROR);

    private Topics() {}
}
