package pixpro.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One journey of one image, with fixed ids and times. */
public final class SampleEvents {

    public static final String IMAGE_ID = "11111111-1111-4111-8111-111111111111";
    public static final String JOB_ID = "22222222-2222-4222-8222-222222222222";
    public static final String ORIGINAL = "images/" + IMAGE_ID + "/original";
    public static final String RESULT = "images/" + IMAGE_ID + "/results/" + JOB_ID;
    public static final Instant RECEIVED = Instant.parse("2026-11-23T08:00:00.123456Z");
    public static final Instant STARTED = RECEIVED.plusSeconds(1);
    public static final Instant ENDED = RECEIVED.plusSeconds(3);

    private SampleEvents() {}

    /** A JPEG of Ada's. */
    public static StoredImage image() {
        return new StoredImage(
                IMAGE_ID,
                "ada-sub",
                "33333333-3333-4333-8333-333333333333",
                "Zoë & 猫 “Mimi”.jpg",
                "A title",
                null,
                null,
                "image/jpeg",
                1234,
                640,
                480,
                "0".repeat(64),
                ORIGINAL,
                RECEIVED);
    }

    /** The effect enhance at half strength. */
    public static Job job() {
        return new Job(JOB_ID, "enhance", Map.of("strength", 0.5), RECEIVED);
    }

    /** The image waits for its job. */
    public static ImageQueued queued() {
        return new ImageQueued(image(), job());
    }

    /** The image waits for a job of this effect. */
    public static ImageQueued queued(String effect) {
        return new ImageQueued(image(), new Job(JOB_ID, effect, Map.of(), RECEIVED));
    }

    /** The image is only kept. */
    public static ImageQueued stored() {
        return new ImageQueued(image(), null);
    }

    /** The job ended at its second try. */
    public static ImageProcessed processed() {
        JsonNode data = JsonNodeFactory.instance.objectNode().put("faces", 2);
        JobResult result =
                new JobResult(RESULT, "image/png", 99, 640, 480, "f".repeat(64), data, List.of(recipe()), null);
        return new ImageProcessed(image(), job(), result, 2, STARTED, ENDED);
    }

    /** How the job's one step was done. */
    public static RecipeStep recipe() {
        return new RecipeStep(
                "enhance", "0123456789ab", Map.of("strength", 0.5), "vision", "enhance", "d".repeat(64), STARTED, 1500);
    }

    /** The job was given up after five tries. */
    public static ImageFailed failed() {
        return new ImageFailed(image(), job(), "backend-unavailable", "It did not answer.", 5, STARTED, ENDED);
    }

    /** The image has one thumbnail. */
    public static ImagePrepared prepared() {
        Thumbnail thumbnail =
                new Thumbnail("images/" + IMAGE_ID + "/thumbnails/256", "image/webp", 9000, 256, 192, "a".repeat(64));
        return new ImagePrepared(image(), List.of(thumbnail), "#a0703c", "LEHV6nWB2yk8pyo0adR*.7kCMdnj", STARTED);
    }

    /** The image gets none. */
    public static ImagePrepared unprepared() {
        return new ImagePrepared(image(), "refused-by-model", "It was refused.", STARTED);
    }
}
