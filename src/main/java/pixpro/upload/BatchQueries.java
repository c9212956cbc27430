package pixpro.upload;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.ingest.AcceptedImage;
import pixpro.ingest.UploadAnswer;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;
import pixpro.upload.Batch.Awaited;
import pixpro.upload.BatchView.Item;

/** How far a batch is: what has come lies in object storage, what became of it says the library. */
public class BatchQueries {

    private static final List<String> STATES =
            List.of("waiting", "uploaded", "stored", "queued", "processed", "failed");

    private final UploadStore store;
    private final MongoDatabase database;

    BatchQueries(UploadStore store, MongoDatabase database) {
        this.store = store;
        this.database = database;
    }

    /**
     * @param caller who asks
     * @param batchId of a batch of uploads, or of a request with several images
     * @return how far it is
     * @throws ProblemException 404 if the caller has no such batch, 503 if MongoDB does not answer
     * @throws IOException if object storage does not answer
     */
    public BatchView get(Caller caller, String batchId) throws IOException {
        if (!UploadId.isBatch(batchId)) {
            throw unknown();
        }
        Optional<Batch> batch = store.batch(caller, batchId);
        Map<String, Document> images = images(and(eq("owner", caller.id()), eq("batchId", batchId)));
        if (batch.isEmpty() && images.isEmpty()) {
            throw unknown();
        }
        List<Item> items = batch.isPresent() ? uploads(caller, batch.get(), images) : requested(images);
        Map<String, Integer> counts = new LinkedHashMap<>();
        STATES.forEach(state -> counts.put(state, 0));
        items.forEach(item -> counts.merge(item.status(), 1, Integer::sum));
        return new BatchView(batchId, counts, items);
    }

    private List<Item> requested(Map<String, Document> images) {
        Map<String, String> states = states(images.keySet());
        return images.values().stream()
                .map(image -> new Item(
                        null,
                        image.getString("_id"),
                        image.getString("filename"),
                        states.getOrDefault(image.getString("_id"), "stored")))
                .toList();
    }

    private List<Item> uploads(Caller caller, Batch batch, Map<String, Document> images) throws IOException {
        Set<String> keys = store.keys(caller, batch.id());
        Map<Integer, AcceptedImage> completed = new HashMap<>();
        for (Awaited file : batch.files()) {
            UploadId id = UploadId.of(caller, batch.id(), file.number());
            if (!images.containsKey(file.imageId()) && keys.contains(id.answerKey())) {
                // not in the library yet, or an image of before
                store.answer(id).map(UploadAnswer::images).stream()
                        .flatMap(List::stream)
                        .findFirst()
                        .ifPresent(image -> completed.put(file.number(), image));
            }
        }
        List<String> imageIds = new ArrayList<>(images.keySet());
        completed.values().forEach(image -> imageIds.add(image.id()));
        Map<String, String> states = states(imageIds);
        return batch.files().stream()
                .map(file -> item(
                        UploadId.of(caller, batch.id(), file.number()),
                        file,
                        images.containsKey(file.imageId()) ? "stored" : null,
                        completed.get(file.number()),
                        states,
                        keys))
                .toList();
    }

    private static Item item(
            UploadId id,
            Awaited file,
            String inLibrary,
            AcceptedImage completed,
            Map<String, String> states,
            Set<String> keys) {
        if (inLibrary != null) {
            return new Item(id.text(), file.imageId(), file.filename(), states.getOrDefault(file.imageId(), inLibrary));
        }
        if (completed != null) {
            String atLeast = completed.jobId() == null ? "stored" : "queued";
            return new Item(id.text(), completed.id(), file.filename(), states.getOrDefault(completed.id(), atLeast));
        }
        String state = keys.contains(id.bytesKey()) ? UploadView.UPLOADED : UploadView.WAITING;
        return new Item(id.text(), null, file.filename(), state);
    }

    private Map<String, Document> images(Bson filter) {
        return Answering.orUnavailable("The batch", () -> {
            Map<String, Document> images = new LinkedHashMap<>();
            database.getCollection(Collections.IMAGES)
                    .find(filter)
                    .projection(include("filename"))
                    .sort(ascending("receivedAt"))
                    .forEach(image -> images.put(image.getString("_id"), image));
            return images;
        });
    }

    /** @return the state of each image's newest job */
    private Map<String, String> states(Collection<String> imageIds) {
        return Answering.orUnavailable("The batch", () -> {
            Map<String, String> states = new HashMap<>();
            database.getCollection(Collections.JOBS)
                    .find(in("imageId", imageIds))
                    .projection(include("imageId", "status"))
                    .sort(ascending("queuedAt"))
                    .forEach(job -> states.put(job.getString("imageId"), job.getString("status")));
            return states;
        });
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("You have no such batch."));
    }
}
