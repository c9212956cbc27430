package pixpro.notify;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.event.ImageEvent;
import pixpro.event.ImagePrepared;
import pixpro.mongodb.Collections;
import pixpro.mongodb.InboxOrder;

/**
 * The inbox: what everybody was told in the last 7 days, so that nothing is lost on sockets that were not there.
 *
 * <p>Its order is a number per owner, and a new notification takes the number after the highest that can be seen; a unique
 * index decides between two that want the same, and the loser takes the next. So whoever sees a number has all smaller
 * ones before their eyes, and "what came after this one" misses nothing. Clocks, ObjectIds or a counter document do not
 * give that: there, a smaller number can appear after a larger one has been read.
 */
@Component("inbox")
public class Inbox {

    private static final String SEQ = "seq";

    private final MongoDatabase database;
    private final MongoCollection<Document> notifications;
    private volatile boolean ordered;

    Inbox(MongoDatabase database) {
        this.database = database;
        notifications = database.getCollection(Collections.NOTIFICATIONS);
    }

    /** @return whether its owner is told of the event: not that there is nothing to show of an image */
    public boolean concerns(ImageEvent event) {
        return !(event instanceof ImagePrepared prepared) || prepared.canBeShown();
    }

    /**
     * Keeps what happened. Keeping it again finds it where it is.
     *
     * @param event what happened
     * @return the notification in its place
     * @throws com.mongodb.MongoException if MongoDB does not answer
     */
    public Kept keep(ImageEvent event) {
        Notification notification = Notifications.of(event);
        String owner = event.image().owner();
        if (!ordered) {
            InboxOrder.enforce(database);
            ordered = true;
        }
        while (true) {
            Document present = notifications.find(eq("_id", notification.id())).first();
            if (present != null) {
                return kept(present);
            }
            Document entry = document(owner, last(owner) + 1, notification);
            try {
                notifications.insertOne(entry);
                return kept(entry);
            } catch (MongoWriteException e) {
                // every round that fails is one that somebody else won, so this ends
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
        }
    }

    /** @return the highest number in the owner's inbox; 0 for an empty one */
    public long last(String owner) {
        Document newest =
                notifications.find(eq("owner", owner)).sort(descending(SEQ)).first();
        return newest == null ? 0 : seq(newest);
    }

    /**
     * @param owner whose inbox
     * @param eventId the last event the owner saw; null, unknown or expired for the beginning: so the id
     *     of a progress, which is in no inbox, repeats much but loses nothing
     * @return its number; 0 for the beginning
     */
    public long seqOf(String owner, String eventId) {
        if (eventId == null || eventId.isEmpty()) {
            return 0;
        }
        Document seen =
                notifications.find(and(eq("_id", eventId), eq("owner", owner))).first();
        return seen == null ? 0 : seq(seen);
    }

    /**
     * @param owner whose inbox
     * @param seq a number
     * @param limit how many at most
     * @return what came after the number, in order
     */
    public List<Kept> after(String owner, long seq, int limit) {
        List<Kept> found = new ArrayList<>();
        notifications
                .find(and(eq("owner", owner), gt(SEQ, seq)))
                .sort(ascending(SEQ))
                .limit(limit)
                .forEach(entry -> found.add(kept(entry)));
        return found;
    }

    private static Document document(String owner, long seq, Notification notification) {
        return new Document("_id", notification.id())
                .append("owner", owner)
                .append(SEQ, seq)
                .append("type", notification.type())
                .append("imageId", notification.imageId())
                .append("jobId", notification.jobId())
                .append("data", new Document(notification.data()))
                .append("at", Date.from(notification.at()));
    }

    private static Kept kept(Document entry) {
        return new Kept(
                entry.getString("owner"),
                seq(entry),
                new Notification(
                        entry.getString("_id"),
                        entry.getString("type"),
                        entry.getString("imageId"),
                        entry.getString("jobId"),
                        entry.getDate("at").toInstant(),
                        entry.get("data", Document.class)));
    }

    private static long seq(Document entry) {
        return entry.get(SEQ, Number.class).longValue();
    }
}
