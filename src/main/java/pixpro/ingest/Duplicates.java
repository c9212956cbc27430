package pixpro.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.StoredImage;
import pixpro.ingest.PastImages.PastImage;
import pixpro.ingest.PastImages.PastJob;
import pixpro.storage.ObjectStorage;

/**
 * Images are not kept twice: finds out whether their owner has the same bytes already, and whether the same is done with
 * them. Only the owner's own are looked at, so that neither the answer nor the time it takes tells of anybody else's.
 */
public class Duplicates {

    private final PastImages images;
    private final Reuse reuse;
    private final ObjectStorage storage;
    private final ObjectMapper json;

    public Duplicates(PastImages images, Reuse reuse, ObjectStorage storage, ObjectMapper json) {
        this.images = images;
        this.reuse = reuse;
        this.storage = storage;
        this.json = json;
    }

    /**
     * @param file as uploaded
     * @param image what it would be as a new one
     * @param job what is to be done with it; null for nothing
     * @return the order: for the new image, for another job of an old one, or for nothing at all
     */
    UploadOrder order(UploadedFile file, StoredImage image, Job job) {
        Optional<PastImage> past = images.find(image.owner(), image.sha256())
                .filter(each -> isThere(each.image().objectKey()));
        StoredImage original = past.map(PastImage::image).orElse(image);
        if (past.isEmpty()) {
            return new UploadOrder(file, queued(image, job), UploadOrder.Kind.NEW);
        }
        if (job == null) {
            return new UploadOrder(file, new ImageQueued(original, null), UploadOrder.Kind.KNOWN);
        }
        for (PastJob before : past.get().jobs()) {
            if (isTheSame(before, job, original)) {
                Job same = new Job(before.id(), job.effect(), job.params(), job.queuedAt());
                return new UploadOrder(file, new ImageQueued(original, same), UploadOrder.Kind.KNOWN);
            }
        }
        return new UploadOrder(file, queued(original, job), UploadOrder.Kind.ANOTHER_JOB);
    }

    /**
     * @param file as uploaded, to be taken whatever is there
     * @param image what it is to be
     * @param job what is to be done with it; null for nothing
     * @return the order; for nothing at all if the request was repeated, by its {@code Idempotency-Key}, and has been taken
     */
    UploadOrder anew(UploadedFile file, StoredImage image, Job job) {
        UploadOrder.Kind kind = images.has(image.owner(), image.id()) ? UploadOrder.Kind.KNOWN : UploadOrder.Kind.NEW;
        return new UploadOrder(file, new ImageQueued(image, job), kind);
    }

    private ImageQueued queued(StoredImage image, Job job) {
        return new ImageQueued(image, job, null, job == null ? null : reuse.find(image, job));
    }

    /** A job that has ended must have been done by the same revisions, which its key says. */
    private boolean isTheSame(PastJob before, Job job, StoredImage original) {
        if (before.reuseKey() != null) {
            return reuse.key(original, job).filter(before.reuseKey()::equals).isPresent()
                    && (before.resultKey() == null || isThere(before.resultKey()));
        }
        return before.effect().equals(job.effect()) && isTheSame(before.params(), job.params());
    }

    private boolean isTheSame(String before, Map<String, Object> params) {
        try {
            return json.readTree(before == null ? "{}" : before)
                    .equals(json.readTree(json.writeValueAsString(params == null ? Map.of() : params)));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** What cannot be asked for counts as gone: the new one is taken then. */
    private boolean isThere(String key) {
        try {
            return storage.stat(key).isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
