package pixpro.project;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import pixpro.mongodb.Collections;

/**
 * What people changed about images: the {@code edits} collection, one document per image that somebody changed. It cannot be
 * derived from the topics, so a rebuild leaves it alone. A field that is there with null was cleared; one that is not there is
 * as it was uploaded. Each write marks its document stale, until {@link Listing} has taken it over.
 */
@Component
public class Edits {

    static final String FIELDS = "fields";
    static final String DELETED = "deletedAt";
    static final String PURGING = "purgingAt";
    static final String GONE = "goneAt";
    static final String REVISION = "revision";

    private static final String ID = "_id";
    private static final String STALE = "stale";
    private static final String UPDATED = "updatedAt";

    private final MongoCollection<Document> edits;

    public Edits(MongoDatabase database) {
        edits = database.getCollection(Collections.EDITS);
    }

    /**
     * Changes fields of an image.
     *
     * @param imageId of an image that is there
     * @param owner of the image
     * @param fields new values by name; null clears a field
     * @param now the time
     * @return false if the image is on its way out for good
     */
    public boolean change(String imageId, String owner, Map<String, Object> fields, Instant now) {
        List<Bson> changes = new ArrayList<>();
        fields.forEach((name, value) -> changes.add(set(FIELDS + "." + name, value)));
        return upsert(and(eq(ID, imageId), exists(PURGING, false)), owner, combine(changes), now);
    }

    /** Puts an image into the trash. One that lies there stays as long as it was to. */
    public void delete(String imageId, String owner, Instant now) {
        upsert(
                and(eq(ID, imageId), exists(DELETED, false), exists(PURGING, false)),
                owner,
                set(DELETED, date(now)),
                now);
    }

    /** Takes an image out of the trash; one that is not in it stays where it is. */
    public void restore(String imageId, Instant now) {
        edits.updateOne(and(eq(ID, imageId), exists(DELETED), exists(PURGING, false)), marked(unset(DELETED), now));
    }

    /**
     * @param before when an image must have been deleted
     * @param limit how many at most
     * @return ids of images that are to go for good, or were on their way when somebody died; the longest deleted first
     */
    public List<String> due(Instant before, int limit) {
        return edits.find(lte(DELETED, date(before)))
                .sort(ascending(DELETED))
                .limit(limit)
                .map(edit -> edit.getString(ID))
                .into(new ArrayList<>());
    }

    /**
     * Begins to let an image go; from now on nobody can restore it.
     *
     * @return false if it was restored meanwhile
     */
    public boolean beginPurge(String imageId, Instant before, Instant now) {
        return edits.updateOne(and(eq(ID, imageId), lte(DELETED, date(before))), marked(set(PURGING, date(now)), now))
                        .getMatchedCount()
                == 1;
    }

    /** Nothing of the image is left. What stays says so, should the topics bring it up again. */
    public void endPurge(String imageId, Instant now) {
        edits.updateOne(
                and(eq(ID, imageId), exists(PURGING)),
                combine(set(GONE, date(now)), set(STALE, false), unset(DELETED), unset(FIELDS)));
    }

    /** @return what was changed about the image, if anything */
    Optional<Document> of(String imageId) {
        return Optional.ofNullable(edits.find(eq(ID, imageId)).first());
    }

    /** @return whose image it is, if somebody changed it */
    public Optional<String> ownerOf(String imageId) {
        return of(imageId).map(edit -> edit.getString("owner"));
    }

    /** The edit, as it was read, is in the listing. A later one is not, and stays marked. */
    void listed(Document edit) {
        edits.updateOne(and(eq(ID, edit.getString(ID)), eq(REVISION, edit.getString(REVISION))), set(STALE, false));
    }

    /** @return edits from before then that are not in the listing: whoever made them died on the way */
    List<Document> forgotten(Instant before, int limit) {
        return edits.find(and(eq(STALE, true), lte(UPDATED, date(before))))
                .limit(limit)
                .into(new ArrayList<>());
    }

    private boolean upsert(Bson guard, String owner, Bson change, Instant now) {
        try {
            edits.updateOne(
                    guard, combine(marked(change, now), setOnInsert("owner", owner)), new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            // there, but not as the guard wants it
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static Bson marked(Bson change, Instant now) {
        return combine(
                change,
                set(STALE, true),
                set(UPDATED, date(now)),
                set(REVISION, UUID.randomUUID().toString()));
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }
}
