package pixpro.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events of one image and one job, for tests. */
public final class Events {

    private final StoredImage image;
    private final Job job;

    private Events(StoredImage image, Job job) {
        this.image = image;
        this.job = job;
    }

    /**
     * @param owner of the image
     * @param receivedAt when the image was taken in, and its job queued
     * @return a new image with a new job
     */
    public static Events of(String owner, Instant receivedAt) {
        String id = UUID.randomUUID().toString();
        StoredImage image = new StoredImage(
                id,
                owner,
                UUID.randomUUID().toString(),
                "cat.png",
                "A cat",
                null,
                null,
                "image/png",
                1234,
                40,
                30,
                "00ff",
                "images/" + id + "/original",
                receivedAt);
        return new Events(
                image, new Job(UUID.randomUUID().toString(), "enhance", Map.of("a.b", 1, "$gt", ""), receivedAt));
    }

    public StoredImage image() {
        return image;
    }

    public Job job() {
        return job;
    }

    /** @return the image came without an effect */
    public ImageQueued stored() {
        return new ImageQueued(image, null);
    }

    public ImageQueued queued() {
        return new ImageQueued(image, job);
    }

    /** @return the image has thumbnails of these longer sides */
    public ImagePrepared prepared(int... sides) {
        List<Thumbnail> thumbnails = Arrays.stream(sides)
                .mapToObj(side -> new Thumbnail(
                        "images/" + image.id() + "/thumbnails/" + side, "image/webp", 99, side, side, "aa"))
                .toList();
        return new ImagePrepared(image, thumbnails, "#a0703c", "LEHV6nWB2yk8pyo0adR*.7kCMdnj", image.receivedAt());
    }

    /** @return the image gets no thumbnails */
    public ImagePrepared unprepared() {
        return new ImagePrepared(image, "refused-by-model", "It was refused.", image.receivedAt());
    }

    /** @return the job began half way and ended well so long after it was queued */
    public ImageProcessed processed(Duration after) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("$set.x", "y");
        JobResult result = new JobResult(
                "images/" + image.id() + "/results/" + job.id(),
                "image/png",
                4321,
                40,
                30,
                "ff00",
                data,
                List.of(new RecipeStep("enhance", "r1", job.params(), "vision", "enhance", "dd", started(after), 1)),
                null);
        return new ImageProcessed(
                image, job, result, 1, started(after), job.queuedAt().plus(after));
    }

    /** @return the job began half way and was given up so long after it was queued */
    public ImageFailed failed(Duration after) {
        return new ImageFailed(
                image,
                job,
                "model-error",
                "The model failed.",
                3,
                started(after),
                job.queuedAt().plus(after),
                "process",
                "effect-enhance");
    }

    /** @return the same image with a new job that does this one again */
    public Events again(String jobId, Duration after) {
        Job again = new Job(jobId, job.effect(), job.params(), job.queuedAt().plus(after), job.id());
        return new Events(image, again);
    }

    private Instant started(Duration after) {
        return job.queuedAt().plus(after.dividedBy(2));
    }
}
