package pixpro.library;

import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.conversions.Bson;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** The orders in which images are paged through. The id decides between equals, so each is total. */
enum SortOrder {
    NEWEST("receivedAt", false),
    OLDEST("receivedAt", true),
    TITLE("shown.sortTitle", true);

    private static final String ID = "_id";

    private final String field;
    private final boolean rising;

    SortOrder(String field, boolean rising) {
        this.field = field;
        this.rising = rising;
    }

    /**
     * @param text what the client sent; null or empty for newest first
     * @throws ProblemException 400 if it is none
     */
    static SortOrder parse(String text) {
        if (text == null || text.isEmpty()) {
            return NEWEST;
        }
        for (SortOrder order : values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(text)) {
                return order;
            }
        }
        throw new ProblemException(Problem.badRequest("sort must be newest, oldest or title."));
    }

    /** @return the order, for MongoDB */
    Bson sort() {
        return rising ? ascending(field, ID) : descending(field, ID);
    }

    /**
     * @param wanted which images
     * @return those of them that come after the place; the bound of the order's own field is where an index is entered
     */
    Document after(Document wanted, Cursor cursor) {
        Object place = place(cursor);
        Document bound = new Document(rising ? "$gte" : "$lte", place);
        Document rest = new Document(wanted);
        if (wanted.get(field) instanceof Document span) {
            // the times that were asked for bound it as well, and from the other side, too
            bound = merged(span, bound);
        }
        return rest.append(field, bound)
                .append(
                        "$or",
                        List.of(
                                new Document(field, new Document(rising ? "$gt" : "$lt", place)),
                                new Document(ID, new Document(rising ? "$gt" : "$lt", cursor.imageId()))));
    }

    /** A cursor may come from pages of another filter, so that the times that were asked for hold beside it. */
    private static Document merged(Document span, Document bound) {
        Document both = new Document(span);
        bound.forEach((operator, place) ->
                both.merge(operator, place, (one, other) -> ((Date) one).after((Date) other) ? one : other));
        return both;
    }

    /** @return the image's place in this order */
    Cursor cursorAt(Document image) {
        Object place = image.getEmbedded(List.of(field.split("\\.")), Object.class);
        String text = place instanceof Date date ? Long.toString(date.getTime()) : (String) place;
        return new Cursor(this, text, image.getString(ID));
    }

    private Object place(Cursor cursor) {
        return this == TITLE ? cursor.place() : new Date(Long.parseLong(cursor.place()));
    }
}
