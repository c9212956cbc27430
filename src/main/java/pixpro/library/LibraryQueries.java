package pixpro.library;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
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
import pixpro.project.Listing;
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
    private static final String NO_IMAGE = "You have no such image.";
    private static final Comparator<Document> OLDEST_FIRST = Comparator.<Document, Date>comparing(
                    job -> job.getDate("queuedAt"))
            .thenComparing(job -> job.getString("_id"));

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
     * @param asked parameters of the query by name: limit, cursor, sort and those of {@link LibraryFilter}
     * @return the caller's images that fit, in the order asked for
     * @throws ProblemException 400 if one of them does not fit the contract, 503 if MongoDB does not answer
     */
    public Page<ImageView> list(Caller caller, Map<String, ?> asked) {
        int size = PageSize.parse(LibraryFilter.text(asked, "limit"), DEFAULT_LIMIT, MAX_LIMIT);
        SortOrder order = SortOrder.parse(LibraryFilter.text(asked, "sort"));
        Document fitting = LibraryFilter.parse(asked).of(caller.id());
        Object cursor = asked.get("cursor");
        Bson wanted = cursor == null || cursor.toString().isEmpty()
                ? fitting
                : order.after(fitting, Cursor.decode(cursor.toString(), order));
        return Answering.orUnavailable(LIBRARY, () -> {
            // one more than asked for tells whether there is a next page
            List<Document> images = database.getCollection(Collections.IMAGES)
                    .find(wanted)
                    .sort(order.sort())
                    .limit(size + 1)
                    .into(new ArrayList<>());
            boolean more = images.size() > size;
            List<Document> shown = more ? images.subList(0, size) : images;
            return new Page<>(
                    views(shown), more ? order.cursorAt(shown.get(size - 1)).encode() : null);
        });
    }

    /**
     * @param caller whose image
     * @param id image id
     * @return the image with its jobs
     * @throws ProblemException 404 if there is no such image or it is somebody else's, 503 if MongoDB does not answer
     */
    public ImageView get(Caller caller, String id) {
        return Answering.orUnavailable(
                LIBRARY, () -> views(List.of(find(caller, id))).get(0));
    }

    /**
     * @param caller whose image
     * @param id as a client sent it
     * @return the image, also if it is in the trash
     * @throws ProblemException 404 if there is no such image or it is somebody else's
     * @throws com.mongodb.MongoException if MongoDB does not answer
     */
    Document find(Caller caller, String id) {
        Document image = database.getCollection(Collections.IMAGES)
                .find(and(eq("_id", Ids.canonical(id, NO_IMAGE)), eq("owner", caller.id()), exists("shown")))
                .first();
        if (image == null) {
            throw new ProblemException(Problem.notFound(NO_IMAGE));
        }
        return image;
    }

    /**
     * @param images of {@code images}
     * @return the jobs of each by image id, newest first
     */
    Map<String, List<Document>> jobsOf(List<Document> images) {
        List<String> ids =
                images.stream().flatMap(image -> Listing.jobIds(image).stream()).toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.getCollection(Collections.JOBS).find(in("_id", ids)).into(new ArrayList<>()).stream()
                .sorted(OLDEST_FIRST.reversed())
                .collect(Collectors.groupingBy(job -> job.getString("imageId")));
    }

    private List<ImageView> views(List<Document> images) {
        Map<String, List<Document>> jobs = jobsOf(images);
        Map<String, Work> working = work.of(jobs.values().stream()
                .flatMap(List::stream)
                .filter(job -> JobStatus.QUEUED.equals(job.getString("status")))
                .map(job -> job.getString("_id"))
                .toList());
        return images.stream()
                .map(image -> views.image(image, jobs.getOrDefault(image.getString("_id"), List.of()), working))
                .toList();
    }
}
