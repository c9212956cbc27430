package pixpro.library;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
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

    /** @return what comes after the place; its first condition bounds the walk through the index */
    Bson after(Cursor cursor) {
        Object place = place(cursor);
        return rising
                ? and(gte(field, place), or(gt(field, place), gt(ID, cursor.imageId())))
                : and(lte(field, place), or(lt(field, place), lt(ID, cursor.imageId())));
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
