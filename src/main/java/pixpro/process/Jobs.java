package pixpro.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import pixpro.effect.CatalogueEntry;
import pixpro.effect.EffectCatalogue;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.JobResult;
import pixpro.image.ImageFacts;
import pixpro.image.ImageInspector;
import pixpro.image.SpooledFile;
import pixpro.image.UnfitImageException;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/** How a job begins and ends. */
public class Jobs {

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
     * @return the id of the effect to run, known to the catalogue
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
     * @param startedAt when work on the job began
     * @param attempts tries, this one included
     * @return the job's end
     * @throws JobFailedException if the answer is not what the effect promises
     * @throws IOException if object storage did not take it
     */
    public ImageProcessed finish(ImageQueued event, ModelAnswer answer, Instant startedAt, int attempts)
            throws JobFailedException, IOException {
        String kind = entry(event).result();
        JsonNode data = data(kind, answer.text());
        if (answer.picture() == null) {
            if ("image".equals(kind)) {
                throw new JobFailedException("malformed-answer", "The model answered without a picture.");
            }
            JobResult result =
                    new JobResult(null, null, 0, 0, 0, null, data, answer.backend(), answer.model(), answer.digest());
            return new ImageProcessed(event.image(), event.job(), result, attempts, startedAt, clock.instant());
        }
        SpooledFile picture = answer.picture();
        ImageFacts facts = inspect(picture);
        String key = ObjectKeys.result(event.image().id(), event.job().id());
        storage.put(key, picture.path(), facts.format().mediaType());
        JobResult result = new JobResult(
                key,
                facts.format().mediaType(),
                facts.bytes(),
                facts.orientedWidth(),
                facts.orientedHeight(),
                picture.sha256(),
                data,
                answer.backend(),
                answer.model(),
                answer.digest());
        return new ImageProcessed(event.image(), event.job(), result, attempts, startedAt, clock.instant());
    }

    /**
     * @param event the queued image
     * @param cause why its job is given up
     * @param startedAt when work on the job began
     * @param attempts tries made
     * @return the job's end
     */
    public ImageFailed giveUp(ImageQueued event, Exception cause, Instant startedAt, int attempts) {
        String code = "internal";
        String sentence = "Something went wrong on our side while the image was processed.";
        JobFailedException known = inChain(cause, JobFailedException.class);
        if (known != null) {
            code = known.code();
            sentence = known.getMessage();
        } else if (inChain(cause, CapacityException.class) != null) {
            code = "backend-busy";
            sentence = "The model server had no room for too long.";
        } else if (inChain(cause, IOException.class) != null) {
            code = "backend-unavailable";
            sentence = "The model server did not answer, although it was tried " + attempts + " times.";
        }
        return new ImageFailed(event.image(), event.job(), code, sentence, attempts, startedAt, clock.instant());
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
        String effect = event.job().effect();
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
