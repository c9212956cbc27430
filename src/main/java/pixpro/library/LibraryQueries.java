package pixpro.library;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;
import pixpro.project.JobStatus;
import pixpro.work.Work;
import pixpro.work.WorkBoard;

/**
 * Reads the library. Every query is bound to the caller, and what a client sends reaches MongoDB as a value of a checked
 * type only, never as an operator.
 */
@Component("libraryQueries")
public class LibraryQueries {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private static final String LIBRARY = "The library";
    private static final Bson NEWEST_FIRST = descending("receivedAt", "_id");

    private final MongoDatabase database;
    private final Views views;
    private final WorkBoard work;

    LibraryQueries(MongoDatabase database, Views views, WorkBoard work) {
        this.database = database;
        this.views = views;
        this.work = work;
    }

    /**
     * @param caller whose images
     * @param limit how many at most, 1 to 200; null for 50
     * @param cursor of the page before; null for the first
     * @return the caller's images, newest first
     * @throws ProblemException 400 if limit or cursor are none, 503 if MongoDB does not answer
     */
    public Page<ImageView> list(Caller caller, String limit, String cursor) {
        int size = PageSize.parse(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Bson owned = eq("owner", caller.id());
        Bson wanted = cursor == null || cursor.isEmpty() ? owned : and(owned, after(Cursor.decode(cursor)));
        return Answering.orUnavailable(LIBRARY, () -> {
            // one more than asked for tells whether there is a next page
            List<Document> images = database.getCollection(Collections.IMAGES)
                    .find(wanted)
                    .sort(NEWEST_FIRST)
                    .limit(size + 1)
                    .into(new ArrayList<>());
            boolean more = images.size() > size;
            List<Document> shown = more ? images.subList(0, size) : images;
            return new Page<>(views(shown), more ? cursorOf(shown.get(size - 1)).encode() : null);
        });
    }

    /**
     * @param caller whose image
     * @param id image id
     * @return the image with its jobs
     * @throws ProblemException 404 if there is no such image or it is somebody else's, 503 if MongoDB does not answer
     */
    public ImageView get(Caller caller, String id) {
        String imageId = canonical(id);
        return Answering.orUnavailable(LIBRARY, () -> {
            Document image = database.getCollection(Collections.IMAGES)
                    .find(and(eq("_id", imageId), eq("owner", caller.id())))
                    .first();
            if (image == null) {
                throw notThere();
            }
            return views(List.of(image)).get(0);
        });
    }

    private List<ImageView> views(List<Document> images) {
        List<String> ids = images.stream().map(image -> image.getString("_id")).toList();
        Map<String, List<Document>> jobs = ids.isEmpty()
                ? Map.of()
                : database
                        .getCollection(Collections.JOBS)
                        .find(in("imageId", ids))
                        .sort(descending("queuedAt", "_id"))
                        .into(new ArrayList<>())
                        .stream()
                        .collect(Collectors.groupingBy(job -> job.getString("imageId")));
        Map<String, Work> working = work.of(jobs.values().stream()
                .flatMap(List::stream)
                .filter(job -> JobStatus.QUEUED.equals(job.getString("status")))
                .map(job -> job.getString("_id"))
                .toList());
        return images.stream()
                .map(image -> views.image(image, jobs.getOrDefault(image.getString("_id"), List.of()), working))
                .toList();
    }

    private static Bson after(Cursor cursor) {
        Date receivedAt = Date.from(cursor.receivedAt());
        return or(lt("receivedAt", receivedAt), and(eq("receivedAt", receivedAt), lt("_id", cursor.imageId())));
    }

    private static Cursor cursorOf(Document image) {
        return new Cursor(image.getDate("receivedAt").toInstant(), image.getString("_id"));
    }

    /** An id that is no UUID names nothing, so it is answered like one that names nothing. */
    private static String canonical(String id) {
        try {
            String canonical = UUID.fromString(id).toString();
            if (canonical.equals(id)) {
                return canonical;
            }
        } catch (IllegalArgumentException | NullPointerException ignored) {
            // answered below
        }
        throw notThere();
    }

    private static ProblemException notThere() {
        return new ProblemException(Problem.notFound("You have no such image."));
    }
}
