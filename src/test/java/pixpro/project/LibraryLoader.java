package pixpro.project;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import pixpro.mongodb.Collections;

/** Fills a library with as many images as wanted, as the projection would have left them; always the same ones. */
public final class LibraryLoader {

    private static final int BATCH = 1000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> EFFECTS = List.of("enhance", "denoise", "cartoon", "upscale", "describe");
    private static final List<String> CATEGORIES = List.of("kitchen", "garden", "travel", "people");
    private static final List<String> THINGS =
            List.of("cup", "dog", "tree", "boat", "house", "cloud", "bridge", "flower", "train", "cat");

    private final Shown shown = new Shown(new ObjectMapper());
    private final MongoCollection<Document> images;
    private final MongoCollection<Document> jobs;

    public LibraryLoader(MongoDatabase database) {
        images = database.getCollection(Collections.IMAGES);
        jobs = database.getCollection(Collections.JOBS);
    }

    /** Adds what is missing: whoever has loaded it before has it. */
    public void load(int count, int owners) {
        InsertManyOptions any = new InsertManyOptions().ordered(false);
        for (int from = (int) images.estimatedDocumentCount(); from < count; from += BATCH) {
            List<Document> some = new ArrayList<>();
            List<Document> theirs = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + BATCH); i++) {
                Document job = job(i, owners);
                some.add(image(i, owners, job));
                theirs.add(job);
            }
            jobs.insertMany(theirs, any);
            images.insertMany(some, any);
        }
    }

    /** @return the owner's id */
    public static String owner(int number) {
        return "owner-" + number;
    }

    private Document image(int i, int owners, Document job) {
        String id = id("image", i);
        Document image = new Document("_id", id)
                .append("owner", owner(i % owners))
                .append("batchId", id)
                .append("filename", "IMG_" + i + ".jpg")
                .append("mediaType", "image/jpeg")
                .append("bytes", 2_000_000L)
                .append("width", 4000)
                .append("height", 3000)
                .append("sha256", "00ff")
                .append("objectKey", "images/" + id + "/original")
                .append("receivedAt", Date.from(FIRST.plusSeconds(i)))
                .append("jobIds", List.of(job.getString("_id")))
                .append("version", 1);
        // an owner's images differ in all of these
        int one = i / owners;
        Document fields = new Document("title", "A " + THINGS.get(one % 10) + " and a " + THINGS.get(one / 10 % 10))
                .append("category", CATEGORIES.get(one % 4))
                .append("projectId", "project-" + one % 7)
                .append("tags", List.of(THINGS.get(one / 3 % 10), "year" + one % 5));
        return image.append("shown", shown.of(image, List.of(job), new Document(Edits.FIELDS, fields)));
    }

    private static Document job(int i, int owners) {
        int one = i / owners;
        return new Document("_id", id("job", i))
                .append("imageId", id("image", i))
                .append("owner", owner(i % owners))
                .append("effect", EFFECTS.get(one % 5))
                .append("queuedAt", Date.from(FIRST.plusSeconds(i)))
                .append("status", one % 20 == 0 ? JobStatus.FAILED : JobStatus.PROCESSED);
    }

    private static String id(String kind, int i) {
        return UUID.nameUUIDFromBytes((kind + i).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
