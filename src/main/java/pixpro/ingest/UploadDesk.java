package pixpro.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import pixpro.effect.EffectOrder;
import pixpro.effect.EffectOrders;
import pixpro.event.Job;
import pixpro.event.StoredImage;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.ImageFacts;
import pixpro.storage.ObjectKeys;
import pixpro.storage.StorageException;

/** Decides what is to be done with an upload, and what its sender is told. */
public class UploadDesk {

    private static final int MAX_TEXT = 200;

    private final EffectOrders orders;
    private final Duplicates duplicates;
    private final Clock clock;

    public UploadDesk(EffectOrders orders, Duplicates duplicates, Clock clock) {
        this.orders = orders;
        this.duplicates = duplicates;
        this.clock = clock;
    }

    /**
     * @param upload as read
     * @param caller becomes the owner
     * @return an order for each file that can be taken
     * @throws ProblemException if the request asks for what cannot be done, or no file can be taken
     */
    public List<UploadOrder> orders(Upload upload, Caller caller) {
        if (upload.files().isEmpty() && upload.rejections().isEmpty()) {
            throw new ProblemException(new Problem(
                    "no-file", 400, "No file", "The request has no image. Send one in a field named file."));
        }
        EffectOrder wanted = wanted(upload.field("effect"), upload.field("params"));
        boolean again = isAgain(upload);
        if (upload.files().isEmpty()) {
            throw new ProblemException(allRejected(upload.rejections()));
        }
        String title = text(upload, "title");
        String category = text(upload, "category");
        String projectId = text(upload, "projectId");
        Instant now = clock.instant();
        List<UploadOrder> taken = new ArrayList<>();
        for (UploadedFile file : again ? upload.files() : upload.withoutTwins()) {
            String id = file.imageId();
            ImageFacts facts = file.facts();
            StoredImage image = new StoredImage(
                    id,
                    caller.id(),
                    upload.batchId(),
                    file.filename(),
                    title,
                    category,
                    projectId,
                    facts.format().mediaType(),
                    facts.bytes(),
                    facts.orientedWidth(),
                    facts.orientedHeight(),
                    file.spooled().sha256(),
                    ObjectKeys.original(id),
                    now);
            Job job = wanted == null ? null : new Job(jobId(id), wanted.effect(), wanted.params(), now);
            taken.add(again ? duplicates.anew(file, image, job) : duplicates.order(file, image, job));
        }
        return taken;
    }

    /**
     * @param fields of an upload whose files are still to come
     * @throws ProblemException if they ask for what cannot be done
     */
    public void check(Map<String, String> fields) {
        Upload upload = new Upload(null, fields, List.of(), List.of());
        wanted(upload.field("effect"), upload.field("params"));
        isAgain(upload);
        text(upload, "title");
        text(upload, "category");
        text(upload, "projectId");
    }

    /** The same for the same file, so that what is announced twice is the same job. */
    private static String jobId(String imageId) {
        return UUID.nameUUIDFromBytes(("job of " + imageId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** @return the outcome of an order that is stored and that the log has acknowledged, or that is known */
    public UploadOutcome accepted(UploadOrder order) {
        StoredImage image = order.event().image();
        Job job = order.event().job();
        return new UploadOutcome(
                new AcceptedImage(
                        image.id(),
                        job == null ? null : job.id(),
                        order.isToAnnounce() ? job == null ? "stored" : "queued" : "known",
                        order.file().filename(),
                        image.mediaType(),
                        image.bytes(),
                        image.width(),
                        image.height()),
                null);
    }

    /**
     * @param order that a neighbour did not let through
     * @param cause why: Kafka may have written what it did not acknowledge
     * @return its outcome
     */
    public UploadOutcome unavailable(UploadOrder order, Exception cause) {
        String detail = isCertain(cause)
                ? "The image could not be stored and queued at the moment; nothing of it was accepted. Please try again."
                : "It is not certain that the image was queued: it may still appear in the library. Please look there"
                        + " before you send it again.";
        return new UploadOutcome(null, new Rejection(order.file().filename(), Problem.unavailable(detail)));
    }

    /** Whether it failed before it was announced. */
    private static boolean isCertain(Exception cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof StorageException || each instanceof NotAnnouncedException) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param upload as read
     * @param outcomes of its orders
     * @return what the sender is told
     * @throws ProblemException if nothing was taken
     */
    public UploadAnswer answer(Upload upload, List<UploadOutcome> outcomes) {
        List<AcceptedImage> images = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>(upload.rejections());
        outcomes.forEach(outcome -> add(outcome, images, rejected));
        if (!isAgain(upload)) {
            List<UploadedFile> asked = upload.withoutTwins();
            for (UploadedFile file : upload.files()) {
                if (!asked.contains(file)) {
                    add(outcomes.get(upload.twinOf(file, asked)).forTwin(file.filename()), images, rejected);
                }
            }
        }
        if (images.isEmpty()) {
            throw new ProblemException(allRejected(rejected));
        }
        return new UploadAnswer(upload.batchId(), images, rejected);
    }

    private static void add(UploadOutcome outcome, List<AcceptedImage> images, List<Rejection> rejected) {
        if (outcome.accepted() != null) {
            images.add(outcome.accepted());
        } else {
            rejected.add(outcome.rejected());
        }
    }

    /** Whether everything is wanted anew, whatever is there already. */
    private static boolean isAgain(Upload upload) {
        return !yes(upload, "reuse");
    }

    private EffectOrder wanted(String effect, String params) {
        if (effect != null) {
            return orders.check(effect, params);
        }
        if (params != null) {
            throw new ProblemException(Problem.badRequest("The request has params, but no effect that they are for."));
        }
        return null;
    }

    /** A field that is true unless it says otherwise. */
    private static boolean yes(Upload upload, String field) {
        String text = upload.field(field);
        if (text != null && !text.matches("true|false")) {
            throw new ProblemException(Problem.badRequest("The field " + field + " is either true or false."));
        }
        return !"false".equals(text);
    }

    private static String text(Upload upload, String field) {
        String text = upload.field(field);
        if (text != null && (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl))) {
            throw new ProblemException(Problem.badRequest(
                    "The field " + field + " is longer than " + MAX_TEXT + " characters or holds control characters."));
        }
        return text;
    }

    /** One file: its own problem. Several: one problem that lists them, under their common status if they have one. */
    private static Problem allRejected(List<Rejection> rejected) {
        if (rejected.size() == 1) {
            Problem only = rejected.get(0).problem();
            return new Problem(only.name(), only.status(), only.title(), only.detail(), Map.of("rejected", rejected));
        }
        Set<Integer> statuses = new HashSet<>();
        rejected.forEach(rejection -> statuses.add(rejection.problem().status()));
        int status = statuses.size() == 1 ? statuses.iterator().next() : 422;
        return new Problem(
                "all-files-rejected",
                status,
                "No image accepted",
                "None of the " + rejected.size() + " files could be taken; each has its reason below.",
                Map.of("rejected", rejected));
    }
}
