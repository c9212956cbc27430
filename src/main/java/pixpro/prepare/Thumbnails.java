package pixpro.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import pixpro.event.ImageEvent;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.Thumbnail;
import pixpro.image.ImageFacts;
import pixpro.image.ImageFormat;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.image.SpooledFile;
import pixpro.image.UnfitImageException;
import pixpro.process.JobFailedException;
import pixpro.process.ModelAnswer;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/** Which images get thumbnails, and what becomes of those that the vision engine made. */
public class Thumbnails {

    private static final int LONGEST_SIDE = 2048;
    private static final int MOST_BYTES = 8_000_000;
    private static final String UNFIT = "The model answered with thumbnails that cannot be kept.";

    private final ObjectStorage storage;
    private final ObjectMapper json;
    private final Clock clock;
    private final ImageInspector inspector =
            new ImageInspector(new ImageLimits(MOST_BYTES, (long) LONGEST_SIDE * LONGEST_SIDE));

    /**
     * @param storage takes the thumbnails
     * @param json reads the engine's words
     * @param clock tells when all was stored
     */
    public Thumbnails(ObjectStorage storage, ObjectMapper json, Clock clock) {
        this.storage = storage;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param event any of {@code image-process}
     * @return whether thumbnails are to be made: not once more for every step of a chain. A job that does another again
     *     makes them again, too: what could not be made then may be possible now
     */
    public boolean areWanted(ImageEvent event) {
        return event instanceof ImageQueued queued && queued.done().isEmpty();
    }

    /**
     * @param event an image that was taken in
     * @return the image with a job of its own for whoever asks a model; it is on no topic
     */
    public ImageQueued order(ImageQueued event) {
        return new ImageQueued(
                event.image(), new Job(event.image().id(), AskForThumbnails.MODEL, Map.of(), event.at()));
    }

    /**
     * Stores what the engine made. Done again, it replaces each with itself.
     *
     * @param event the order
     * @param answer the engine's, whose words are of the form that was asked for
     * @return what is to be announced
     * @throws JobFailedException if the answer has no pictures, or others than were asked for
     * @throws IOException if object storage did not take them
     */
    public ImagePrepared keep(ImageQueued event, ModelAnswer answer) throws JobFailedException, IOException {
        if (answer.pictures().isEmpty()) {
            throw new JobFailedException("malformed-answer", "The model answered without a picture.");
        }
        // all are looked at before the first is stored; the smallest comes first
        SortedMap<Integer, Thumbnail> thumbnails = new TreeMap<>();
        Map<String, SpooledFile> files = new HashMap<>();
        for (SpooledFile picture : answer.pictures()) {
            ImageFacts facts = inspect(picture);
            int side = Math.max(facts.width(), facts.height());
            Thumbnail thumbnail = new Thumbnail(
                    ObjectKeys.thumbnail(event.image().id(), side),
                    facts.format().mediaType(),
                    facts.bytes(),
                    facts.width(),
                    facts.height(),
                    picture.sha256());
            if (thumbnails.put(side, thumbnail) != null) {
                throw new JobFailedException("unfit-result", UNFIT);
            }
            files.put(thumbnail.objectKey(), picture);
        }
        for (Thumbnail each : thumbnails.values()) {
            storage.put(each.objectKey(), files.get(each.objectKey()).path(), each.mediaType());
        }
        JsonNode words = json.readTree(answer.text());
        return new ImagePrepared(
                event.image(),
                List.copyOf(thumbnails.values()),
                words.path("colour").asText(),
                words.path("placeholder").asText(),
                clock.instant());
    }

    /**
     * @param event the order
     * @param cause why nothing can be made
     * @param attempts tries made
     * @return what is to be announced; null if the original is gone, for then there is no image to show
     */
    public ImagePrepared giveUp(ImageQueued event, Exception cause, int attempts) {
        JobFailedException known = null;
        boolean unanswered = false;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            known = known == null && each instanceof JobFailedException failed ? failed : known;
            unanswered |= each instanceof IOException;
        }
        if (known != null && "original-missing".equals(known.code())) {
            return null;
        }
        String code = known != null ? known.code() : unanswered ? "backend-unavailable" : "internal";
        String sentence = known != null
                ? known.getMessage()
                : "No thumbnails could be made, although it was tried " + attempts + " times.";
        return new ImagePrepared(event.image(), code, sentence, clock.instant());
    }

    private ImageFacts inspect(SpooledFile picture) throws JobFailedException, IOException {
        try {
            ImageFacts facts = inspector.inspect(picture.path());
            if (facts.format() != ImageFormat.WEBP || Math.max(facts.width(), facts.height()) > LONGEST_SIDE) {
                throw new JobFailedException("unfit-result", UNFIT);
            }
            return facts;
        } catch (UnfitImageException e) {
            throw new JobFailedException("unfit-result", UNFIT, e);
        }
    }
}
