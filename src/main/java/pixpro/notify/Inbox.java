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
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
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

    /** Stands for the id of an event before all others, for whoever has seen none. */
    public static final String BEGINNING = "beginning";

    private static final String SEQ = "seq";
    private static final String VERSION = "version";

    /** So many numbers are tried one after another before the inbox is asked which is the highest. */
    private static final int STEPS = 8;

    private final MongoDatabase database;
    private final MongoCollection<Document> notifications;
    private final LastNumbers lately = new LastNumbers(Clock.systemUTC());
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
        long taken = 0;
        // every round that fails is one that somebody else won, so this ends
        for (int lost = 0; true; lost++) {
            Document present = notifications.find(eq("_id", notification.id())).first();
            if (present != null) {
                return kept(present);
            }
            if (taken > 0) {
                // not this notification was there before, so the number was
                lately.note(owner, taken);
            }
            long number = lost < STEPS ? lately.of(owner).orElseGet(() -> last(owner)) + 1 : last(owner) + 1;
            Document entry = document(owner, number, notification);
            try {
                notifications.insertOne(entry);
                lately.note(owner, number);
                return kept(entry);
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                taken = number;
            }
        }
    }

    /** @return the highest number in the owner's inbox; 0 for an empty one */
    public long last(String owner) {
        return newest(owner).map(Kept::seq).orElse(0L);
    }

    /** @return what is last in the owner's inbox */
    public Optional<Kept> newest(String owner) {
        return Optional.ofNullable(notifications
                        .find(eq("owner", owner))
                        .sort(descending(SEQ))
                        .first())
                .map(Inbox::kept);
    }

    /**
     * @param owner whose inbox
     * @param eventId an event the owner saw
     * @return its number; empty if it is not, or no longer, in this inbox, where no progress ever was
     */
    public Optional<Long> find(String owner, String eventId) {
        if (BEGINNING.equals(eventId)) {
            return Optional.of(0L);
        }
        return Optional.ofNullable(notifications
                        .find(and(eq("_id", eventId), eq("owner", owner)))
                        .first())
                .map(Inbox::seq);
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
                .append(VERSION, notification.version())
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
                        version(entry),
                        entry.getString("type"),
                        entry.getString("imageId"),
                        entry.getString("jobId"),
                        entry.getDate("at").toInstant(),
                        entry.get("data", Document.class)));
    }

    private static long version(Document entry) {
        Number version = entry.get(VERSION, Number.class);
        return version == null ? 0 : version.longValue();
    }

    private static long seq(Document entry) {
        return entry.get(SEQ, Number.class).longValue();
    }
}
