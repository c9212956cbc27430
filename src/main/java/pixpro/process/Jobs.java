package pixpro.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pixpro.effect.CatalogueEntry;
import pixpro.effect.EffectCatalogue;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.JobResult;
import pixpro.event.RecipeStep;
import pixpro.image.ImageFacts;
import pixpro.image.ImageInspector;
import pixpro.image.SpooledFile;
import pixpro.image.UnfitImageException;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/** How a job begins and ends. */
public class Jobs {

    /** Code of a failure that never leaves the stage. */
    static final String STEP_MISSING = "step-missing";

    private final EffectCatalogue effects;
    private final ObjectStorage storage;
    private final ImageInspector inspector;
    private final ObjectMapper json;
    private final Clock clock;

    public Jobs(
            EffectCatalogue effects, ObjectStorage storage, ImageInspector inspector, ObjectMapper json, Clock clock) {
        this.effects = effects;
        this.storage = storage;
        this.inspector = inspector;
        this.json = json;
        this.clock = clock;
    }

    /** @return when work on a job begins */
    public Instant now() {
        return clock.instant();
    }

    /**
     * @param event a queued image
     * @return the id of the effect to run next, known to the catalogue
     * @throws JobFailedException if it is there no more
     */
    public String effectOf(ImageQueued event) throws JobFailedException {
        return entry(event).id();
    }

    /**
     * Stores what a model made, once it is known to be harmless and what the effect promises.
     *
     * @param event the queued image
     * @param answer the model's
     * @param startedAt when work on the step began
     * @param attempts tries, this one included
     * @return the job's end; or, if the job has more steps, the job to be announced again
     * @throws JobFailedException if the answer is not what the effect promises
     * @throws IOException if object storage did not take it
     */
    public ImageEvent finish(ImageQueued event, ModelAnswer answer, Instant startedAt, int attempts)
            throws JobFailedException, IOException {
        CatalogueEntry effect = entry(event);
        JsonNode data = data(effect.result(), answer.text());
        if (answer.picture() == null && ("image".equals(effect.result()) || !event.isLastStep())) {
            throw new JobFailedException("malformed-answer", "The model answered without a picture.");
        }
        ImageFacts facts = answer.picture() == null ? null : inspect(answer.picture());
        String imageId = event.image().id();
        String jobId = event.job().id();
        List<RecipeStep> recipe = new ArrayList<>(event.done());
        String key = event.isLastStep()
                ? ObjectKeys.result(imageId, jobId)
                : ObjectKeys.step(imageId, jobId, recipe.size() + 1);
        if (facts != null) {
            storage.put(key, answer.picture().path(), facts.format().mediaType());
        }
        Instant now = clock.instant();
        recipe.add(new RecipeStep(
                effect.id(),
                effect.revision(),
                event.next().params(),
                answer.backend(),
                answer.model(),
                answer.digest(),
                startedAt,
                Math.max(0, Duration.between(startedAt, now).toMillis())));
        if (!event.isLastStep()) {
            return new ImageQueued(event.image(), event.job(), recipe, null);
        }
        JobResult result = facts == null
                ? new JobResult(null, null, 0, 0, 0, null, data, recipe, null)
                : new JobResult(
                        key,
                        facts.format().mediaType(),
                        facts.bytes(),
                        facts.orientedWidth(),
                        facts.orientedHeight(),
                        answer.picture().sha256(),
                        data,
                        recipe,
                        null);
        return new ImageProcessed(
                event.image(), event.job(), result, attempts, recipe.get(0).startedAt(), now);
    }

    /**
     * @param event the queued image
     * @param cause why its job is given up
     * @param startedAt when work on the job began
     * @param attempts tries made
     * @return the job's end; or the job from its beginning, if the picture between two of its steps is gone. That is so
     *     when the record came twice and the job has ended meanwhile: it ends once more in the same way
     */
    public ImageEvent giveUp(ImageQueued event, Exception cause, Instant startedAt, int attempts) {
        String code = "internal";
        String sentence = "Something went wrong on our side while the image was processed.";
        JobFailedException known = inChain(cause, JobFailedException.class);
        if (known != null && STEP_MISSING.equals(known.code())) {
            return new ImageQueued(event.image(), event.job());
        }
        if (known != null) {
            code = known.code();
            sentence = known.getMessage();
        } else if (inChain(cause, IOException.class) != null) {
            code = "backend-unavailable";
            sentence = "The model server did not answer, although it was tried " + attempts + " times.";
        }
        Instant begun = event.done().isEmpty() ? startedAt : event.done().get(0).startedAt();
        return new ImageFailed(event.image(), event.job(), code, sentence, attempts, begun, clock.instant());
    }

    /** Camel wraps what an expression throws. */
    private static <T> T inChain(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private CatalogueEntry entry(ImageQueued event) throws JobFailedException {
        String effect = event.next().effect();
        return effects.find(effect)
                .orElseThrow(() ->
                        new JobFailedException("unknown-effect", "The effect " + effect + " is no longer available."));
    }

    private ImageFacts inspect(SpooledFile picture) throws JobFailedException, IOException {
        try {
            return inspector.inspect(picture.path());
        } catch (UnfitImageException e) {
            throw new JobFailedException("unfit-result", "The model answered with a picture that cannot be kept.", e);
        }
    }

    private JsonNode data(String kind, String text) throws JobFailedException {
        if ("text".equals(kind)) {
            return json.getNodeFactory().textNode(text);
        }
        if ("image".equals(kind)) {
            return null;
        }
        try {
            JsonNode findings = json.readTree(text);
            if (!findings.isObject()) {
                throw new JobFailedException("malformed-answer", "The model's answer is not a JSON object.");
            }
            return findings;
        } catch (JsonProcessingException e) {
            throw new JobFailedException("malformed-answer", "The model's answer is not JSON.", e);
        }
    }
}
