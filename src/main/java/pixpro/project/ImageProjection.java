package pixpro.project;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.event.ImageEvent;
import pixpro.event.ImagePrepared;
import pixpro.event.StoredImage;

/**
 * The {@code images} collection. Every event carries the whole stored image and an image never changes, so whichever
 * event comes first creates the document, and all others only add their job. What is made to show the image is added when
 * it is there; that none can be made is noted only as long as there is none, so that the order does not matter.
 * {@link Listing} adds what people changed.
 */
@Component
public class ImageProjection {

    /** Field: what was made to show the image; empty if that cannot be, absent as long as it was not tried. */
    public static final String THUMBNAILS = "thumbnails";

    /**
     * Field: true as long as nothing is known of the image but what was made to show it, for that comes on another topic; what
     * is to be done with it is still to come then.
     */
    static final String AHEAD = "ahead";

    /**
     * @param event anything that happened to the image
     * @return the writes that make MongoDB know the image
     */
    public List<WriteModel<Document>> writes(ImageEvent event) {
        StoredImage image = event.image();
        Document facts = new Document("owner", image.owner())
                .append("batchId", image.batchId())
                .append("filename", image.filename())
                .append("title", image.title())
                .append("category", image.category())
                .append("projectId", image.projectId())
                .append("mediaType", image.mediaType())
                .append("bytes", image.bytes())
                .append("width", image.width())
                .append("height", image.height())
                .append("sha256", image.sha256())
                .append("objectKey", image.objectKey())
                .append("receivedAt", Date.from(image.receivedAt() == null ? event.at() : image.receivedAt()));
        facts.values().removeIf(value -> value == null);
        Document write = new Document("$setOnInsert", facts);
        if (event instanceof ImagePrepared) {
            facts.append(AHEAD, true);
        } else {
            write.append("$unset", new Document(AHEAD, ""));
        }
        if (event.job() != null) {
            // by their ids they are found faster than by their image's, on every server
            write.append("$addToSet", new Document("jobIds", event.job().id()));
        }
        WriteModel<Document> known =
                new UpdateOneModel<>(eq("_id", image.id()), write, new UpdateOptions().upsert(true));
        return event instanceof ImagePrepared prepared ? List.of(known, shown(prepared)) : List.of(known);
    }

    private static WriteModel<Document> shown(ImagePrepared prepared) {
        String id = prepared.image().id();
        if (!prepared.canBeShown()) {
            return new UpdateOneModel<>(
                    and(eq("_id", id), exists(THUMBNAILS, false)),
                    new Document("$set", new Document(THUMBNAILS, List.of())));
        }
        List<Document> thumbnails = prepared.thumbnails().stream()
                .map(each -> new Document("objectKey", each.objectKey())
                        .append("width", each.width())
                        .append("height", each.height()))
                .toList();
        return new UpdateOneModel<>(
                eq("_id", id),
                new Document(
                        "$set",
                        new Document(THUMBNAILS, thumbnails)
                                .append("colour", prepared.colour())
                                .append("placeholder", prepared.placeholder())));
    }

    /**
     * @param document of {@code images}
     * @return the image it was made from, to be told of again
     */
    public static StoredImage read(Document document) {
        return new StoredImage(
                document.getString("_id"),
                document.getString("owner"),
                document.getString("batchId"),
                document.getString("filename"),
                document.getString("title"),
                document.getString("category"),
                document.getString("projectId"),
                document.getString("mediaType"),
                number(document, "bytes").longValue(),
                number(document, "width").intValue(),
                number(document, "height").intValue(),
                document.getString("sha256"),
                document.getString("objectKey"),
                document.getDate("receivedAt").toInstant());
    }

    /** Servers of the protocol differ in the width they answer numbers with. */
    private static Number number(Document document, String field) {
        return document.get(field, Number.class);
    }
}
