package pixpro.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.effect.EffectCatalogue;
import pixpro.effect.Waiting;
import pixpro.event.ImageVersion;
import pixpro.event.Job;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.project.ImageProjection;
import pixpro.project.JobStatus;
import pixpro.project.Shown;
import pixpro.storage.ObjectStorage;
import pixpro.work.Work;

/** Makes what owners see from what is kept: keys become signed URLs, and nothing internal goes along. */
@Component
class Views {

    private final ObjectStorage storage;
    private final LibrarySettings settings;
    private final EffectCatalogue effects;
    private final ObjectMapper json;

    Views(ObjectStorage storage, LibrarySettings settings, EffectCatalogue effects, ObjectMapper json) {
        this.effects = effects;
        this.storage = storage;
        this.settings = settings;
        this.json = json;
    }

    /**
     * @param image of {@code images}
     * @param jobs of {@code jobs}, newest first
     * @param working by job id, what some instance works on
     * @throws ProblemException 503 if a URL cannot be signed
     */
    ImageView image(Document image, List<Document> jobs, Map<String, Work> working) {
        Document shown = image.get("shown", Document.class);
        return new ImageView(
                image.getString("_id"),
                image.getString("batchId"),
                image.getString("filename"),
                shown.getString("title"),
                shown.getString("category"),
                shown.getString("projectId"),
                shown.getList("tags", String.class),
                tree(shown.getString("params")),
                image.getString("mediaType"),
                number(image, "bytes").longValue(),
                number(image, "width").intValue(),
                number(image, "height").intValue(),
                image.getString("sha256"),
                instant(image, "receivedAt"),
                instant(shown, "deletedAt"),
                jobs.isEmpty() ? Shown.STORED : jobs.get(0).getString("status"),
                jobs.isEmpty() ? ImageVersion.waiting(instant(image, "receivedAt")) : version(jobs.get(0)),
                new ImageView.Link(signed(image.getString("objectKey"))),
                thumbnails(image),
                image.getString("colour"),
                image.getString("placeholder"),
                jobs.stream()
                        .map(job -> job(job, working.get(job.getString("_id"))))
                        .toList());
    }

    private static long version(Document job) {
        Instant queuedAt = instant(job, "queuedAt");
        return JobStatus.QUEUED.equals(job.getString("status"))
                ? ImageVersion.waiting(queuedAt)
                : ImageVersion.ended(queuedAt);
    }

    private List<ImageView.Thumbnail> thumbnails(Document image) {
        List<Document> thumbnails = image.getList(ImageProjection.THUMBNAILS, Document.class);
        if (thumbnails == null) {
            return null;
        }
        return thumbnails.stream()
                .map(each -> new ImageView.Thumbnail(
                        number(each, "width").intValue(),
                        number(each, "height").intValue(),
                        signed(each.getString("objectKey"))))
                .toList();
    }

    private JobView job(Document job, Work working) {
        Document result = job.get("result", Document.class);
        Document error = job.get("error", Document.class);
        Number attempts = job.get("attempts", Number.class);
        boolean queued = JobStatus.QUEUED.equals(job.getString("status"));
        Waiting waiting = queued ? waiting(job.getString("effect")) : null;
        return new JobView(
                job.getString("_id"),
                job.getString("effect"),
                tree(job.getString("params")),
                job.getString("status"),
                waiting,
                // whoever holds a job that waits does nothing else for it
                queued && waiting == null ? working : null,
                instant(job, "queuedAt"),
                instant(job, "startedAt"),
                instant(job, "finishedAt"),
                attempts == null ? null : attempts.intValue(),
                result == null ? null : result(result),
                error == null ? null : new JobView.Failure(error.getString("code"), error.getString("message")),
                job.getString("retryOf"));
    }

    /** Of a chain, what is in the way of any of its effects. */
    private Waiting waiting(String effect) {
        return Arrays.stream(effect.split(Job.SEPARATOR))
                .flatMap(step -> effects.waiting(step).stream())
                .findFirst()
                .orElse(null);
    }

    private JobView.Result result(Document result) {
        String key = result.getString("objectKey");
        boolean picture = key != null;
        return new JobView.Result(
                picture ? signed(key) : null,
                result.getString("mediaType"),
                picture ? number(result, "width").intValue() : null,
                picture ? number(result, "height").intValue() : null,
                picture ? number(result, "bytes").longValue() : null,
                tree(result.getString("data")),
                tree(result.getString("recipe")),
                result.getString("reuseOf"));
    }

    URI signed(String key) {
        try {
            return storage.signedGet(key, settings.linkValidity());
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.unavailable("Links cannot be signed at the moment; please try again in a few seconds."), e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the projection wrote as JSON is none", e);
        }
    }

    /** Servers of the protocol differ in the width they answer numbers with. */
    private static Number number(Document document, String field) {
        Number value = document.get(field, Number.class);
        return value == null ? 0 : value;
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field) == null ? null : document.getDate(field).toInstant();
    }
}
