package pixpro.aggregate;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.event.ImageEvent;
import pixpro.event.ImageQueued;

/**
 * Marks minutes whose facts may have changed. The version only tells one mark from the next; it is no KPI, so marking
 * twice does nothing but cost one more computation.
 */
@Component
public class DirtyMinutes {

    /**
     * @param event whose facts were written just before
     * @return the writes that mark the minute it was queued in, and the one it ended in
     */
    public List<WriteModel<Document>> marks(ImageEvent event) {
        Instant queuedAt = event.job() == null ? event.at() : event.job().queuedAt();
        Stream<Instant> touched = event instanceof ImageQueued ? Stream.of(queuedAt) : Stream.of(queuedAt, event.at());
        return touched.map(DirtyMinutes::key).distinct().map(DirtyMinutes::mark).toList();
    }

    /**
     * @param at any instant
     * @return the {@code _id} of its minute: ISO-8601 text, whose order is that of time
     */
    public static String key(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static WriteModel<Document> mark(String minute) {
        Document mark = new Document("$inc", new Document("version", 1L)).append("$set", new Document("dirty", true));
        return new UpdateOneModel<>(eq("_id", minute), mark, new UpdateOptions().upsert(true));
    }
}
