package pixpro.project;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.cache.Generations;
import pixpro.event.ImageEvent;
import pixpro.mongodb.Collections;

/**
 * What the library is searched by: the field {@code shown} of each image, recomputed from the image, its jobs and what people
 * changed, and written only if nobody else wrote it since it was read. Whoever writes one of the three has it recomputed after
 * that, so the last to do so has seen them all.
 */
@Component("listing")
public class Listing {

    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;
    private static final String ID = "_id";
    private static final String VERSION = "version";

    private final MongoDatabase database;
    private final Edits edits;
    private final Shown shown;
    private final Generations generations;
    private final Clock clock;

    @Autowired
    public Listing(MongoDatabase database, Edits edits, Shown shown, Generations generations) {
        this(database, edits, shown, generations, Clock.systemUTC());
    }

    Listing(MongoDatabase database, Edits edits, Shown shown, Generations generations, Clock clock) {
        this.database = database;
        this.edits = edits;
        this.shown = shown;
        this.generations = generations;
        this.clock = clock;
    }

    /** @param event has been written down */
    public void follow(ImageEvent event) {
        refresh(event.image().id());
    }

    /**
     * @param imageId of an image of which something was written
     * @throws MongoException if MongoDB does not answer
     */
    public void refresh(String imageId) {
        boolean written = false;
        while (!written) {
            Document image = images().find(eq(ID, imageId)).first();
            Document edit = edits.of(imageId).orElse(null);
            if (image != null && edit != null && edit.containsKey(Edits.PURGING)) {
                forget(image);
            } else if (image != null && !write(image, edit)) {
                continue;
            }
            if (edit != null) {
                // also of an image that is not there: whoever brings it reads the edit then
                edits.listed(edit);
            }
            written = true;
        }
    }

    /** Takes over the edits of whoever died before they could. */
    public void catchUp() {
        try {
            for (Document edit : edits.forgotten(clock.instant().minus(PATIENCE), AT_ONCE)) {
                refresh(edit.getString(ID));
                generations.renew(edit.getString("owner"));
                LOG.info("edit_caught_up image={}", edit.getString(ID));
            }
        } catch (MongoException e) {
            LOG.debug("edits wait for MongoDB reason={}", e.getMessage());
        }
    }

    /** @return whether nobody else was faster */
    private boolean write(Document image, Document edit) {
        List<Document> its = jobs().find(in(ID, jobIds(image))).into(new ArrayList<>());
        Number version = image.get(VERSION, Number.class);
        Bson unchanged = version == null ? exists(VERSION, false) : eq(VERSION, version);
        long next = version == null ? 1 : version.longValue() + 1;
        return images().updateOne(
                                and(eq(ID, image.getString(ID)), unchanged),
                                combine(set("shown", shown.of(image, its, edit)), set(VERSION, next)))
                        .getMatchedCount()
                == 1;
    }

    private void forget(Document image) {
        jobs().deleteMany(in(ID, jobIds(image)));
        images().deleteOne(eq(ID, image.getString(ID)));
    }

    /**
     * @param image of {@code images}
     * @return ids of its jobs, in no order
     */
    public static List<String> jobIds(Document image) {
        return image.getList("jobIds", String.class, List.of());
    }

    private MongoCollection<Document> images() {
        return database.getCollection(Collections.IMAGES);
    }

    private MongoCollection<Document> jobs() {
        return database.getCollection(Collections.JOBS);
    }
}
