package pixpro.library;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.cache.Generations;
import pixpro.mongodb.Collections;
import pixpro.project.Edits;
import pixpro.project.JobStatus;
import pixpro.project.Listing;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StoredObject;

/**
 * Lets go for good what has been in the trash for long enough: the documents first, so that nobody is shown a link to what is
 * going, then all objects under the image's key, then a mark stays that keeps a rebuild from bringing it back. Whoever dies in
 * between is followed by the next. Any number of instances may do it at once.
 */
@Component("trash")
public class Trash {

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
    private static final int AT_ONCE = 100;
    private static final int PAGE = 1000;

    private final MongoDatabase database;
    private final ObjectStorage storage;
    private final Edits edits;
    private final Listing listing;
    private final Generations generations;
    private final LibrarySettings settings;
    private final Clock clock;

    @Autowired
    Trash(
            MongoDatabase database,
            ObjectStorage storage,
            Edits edits,
            Listing listing,
            Generations generations,
            LibrarySettings settings) {
        this(database, storage, edits, listing, generations, settings, Clock.systemUTC());
    }

    Trash(
            MongoDatabase database,
            ObjectStorage storage,
            Edits edits,
            Listing listing,
            Generations generations,
            LibrarySettings settings,
            Clock clock) {
        this.database = database;
        this.storage = storage;
        this.edits = edits;
        this.listing = listing;
        this.generations = generations;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empties the trash of what is due, some of it at a time. */
    public void empty() {
        Instant before = clock.instant().minus(settings.trash());
        try {
            for (String imageId : edits.due(before, AT_ONCE)) {
                if (mayGo(imageId) && edits.beginPurge(imageId, before, clock.instant())) {
                    purge(imageId);
                }
            }
        } catch (IOException | MongoException e) {
            LOG.warn("trash_not_emptied cause={}", e.getMessage());
        }
    }

    /** A job that has not ended may yet store something; who waits for it loses nothing. */
    private boolean mayGo(String imageId) {
        Document image = database.getCollection(Collections.IMAGES)
                .find(eq("_id", imageId))
                .first();
        if (image == null) {
            return true;
        }
        Bson open = and(in("_id", Listing.jobIds(image)), eq("status", JobStatus.QUEUED));
        return database.getCollection(Collections.JOBS).find(open).first() == null;
    }

    private void purge(String imageId) throws IOException {
        listing.refresh(imageId);
        edits.ownerOf(imageId).ifPresent(generations::renew);
        String prefix = "images/" + imageId + "/";
        int kept = 0;
        String after = "";
        List<StoredObject> page;
        do {
            page = storage.list(prefix, after, PAGE);
            Set<String> needed =
                    needed(imageId, page.stream().map(StoredObject::key).toList());
            for (StoredObject object : page) {
                if (!needed.contains(object.key())) {
                    storage.delete(object.key());
                }
                after = object.key();
            }
            kept += needed.size();
        } while (page.size() == PAGE);
        if (kept == 0) {
            edits.endPurge(imageId, clock.instant());
            LOG.info("image_gone image={}", imageId);
        } else {
            LOG.warn("image_not_gone image={} neededByOthers={}", imageId, kept);
        }
    }

    /** @return those of the keys that another image speaks for */
    private Set<String> needed(String imageId, List<String> keys) {
        Set<String> needed = new HashSet<>();
        if (keys.isEmpty()) {
            return needed;
        }
        database.getCollection(Collections.IMAGES)
                .find(and(in("objectKey", keys), ne("_id", imageId)))
                .forEach(image -> needed.add(image.getString("objectKey")));
        List<Document> jobs = database.getCollection(Collections.JOBS)
                .find(and(in("result.objectKey", keys), ne("imageId", imageId)))
                .into(new ArrayList<>());
        jobs.forEach(job -> needed.add(job.getEmbedded(List.of("result", "objectKey"), String.class)));
        return needed;
    }
}
