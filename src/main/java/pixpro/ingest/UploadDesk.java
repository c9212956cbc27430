package pixpro.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import pixpro.effect.EffectCatalogue;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.StoredImage;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.image.ImageFacts;
import pixpro.storage.ObjectKeys;

/** Decides what is to be done with an upload, and what its sender is told. */
public class UploadDesk {

    private static final int MAX_TEXT = 200;

    private final EffectCatalogue effects;
    private final Clock clock;

    public UploadDesk(EffectCatalogue effects, Clock clock) {
        this.effects = effects;
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
        String effect = upload.field("effect");
        Map<String, Object> params = params(effect, upload.field("params"));
        if (upload.files().isEmpty()) {
            throw new ProblemException(allRejected(upload.rejections()));
        }
        String title = text(upload, "title");
        String category = text(upload, "category");
        String projectId = text(upload, "projectId");
        Instant now = clock.instant();
        List<UploadOrder> orders = new ArrayList<>();
        for (UploadedFile file : upload.files()) {
            String id = UUID.randomUUID().toString();
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
            Job job = effect == null ? null : new Job(UUID.randomUUID().toString(), effect, params, now);
            orders.add(new UploadOrder(file, new ImageQueued(image, job)));
        }
        return orders;
    }

    /** @return the outcome of an order that is stored and that the log has acknowledged */
    public UploadOutcome accepted(UploadOrder order) {
        StoredImage image = order.event().image();
        Job job = order.event().job();
        return new UploadOutcome(
                new AcceptedImage(
                        image.id(),
                        job == null ? null : job.id(),
                        job == null ? "stored" : "queued",
                        image.filename(),
                        image.mediaType(),
                        image.bytes(),
                        image.width(),
                        image.height()),
                null);
    }

    /** @return the outcome of an order that a neighbour did not let through */
    public UploadOutcome unavailable(UploadOrder order) {
        Problem problem = Problem.unavailable(
                "The image could not be stored and queued at the moment; nothing of it was accepted. Please try again.");
        return new UploadOutcome(null, new Rejection(order.file().filename(), problem));
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
        for (UploadOutcome outcome : outcomes) {
            if (outcome.accepted() != null) {
                images.add(outcome.accepted());
            } else {
                rejected.add(outcome.rejected());
            }
        }
        if (images.isEmpty()) {
            throw new ProblemException(allRejected(rejected));
        }
        return new UploadAnswer(upload.batchId(), images, rejected);
    }

    private Map<String, Object> params(String effect, String params) {
        if (effect != null) {
            return effects.check(effect, params);
        }
        if (params != null) {
            throw new ProblemException(Problem.badRequest("The request has params, but no effect that they are for."));
        }
        return Map.of();
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
