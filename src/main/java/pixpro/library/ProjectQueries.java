package pixpro.library;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;

/** Reads projects. One that is being deleted is there for nobody. */
@Component("projectQueries")
public class ProjectQueries {

    static final String LEAVING = "leavingAt";

    private static final String PROJECTS = "The list of projects";
    private static final String NO_PROJECT = "You have no such project.";

    private final MongoDatabase database;
    private final Views views;

    ProjectQueries(MongoDatabase database, Views views) {
        this.database = database;
        this.views = views;
    }

    /**
     * @param caller whose projects
     * @param asked parameters of the query by name: limit, cursor and archived
     * @return the caller's projects, the newest first
     * @throws ProblemException 400 if one of them does not fit the contract, 503 if MongoDB does not answer
     */
    public Page<ProjectView> list(Caller caller, Map<String, ?> asked) {
        int size = PageSize.parse(
                LibraryFilter.text(asked, "limit"), LibraryQueries.DEFAULT_LIMIT, LibraryQueries.MAX_LIMIT);
        boolean archived = LibraryFilter.flag("archived", LibraryFilter.text(asked, "archived"));
        Bson owned = and(eq("owner", caller.id()), eq("archived", archived), exists(LEAVING, false));
        Object cursor = asked.get("cursor");
        Bson wanted = cursor == null || cursor.toString().isEmpty()
                ? owned
                : and(owned, after(Cursor.decode(cursor.toString(), SortOrder.NEWEST)));
        return Answering.orUnavailable(PROJECTS, () -> {
            List<Document> found = projects()
                    .find(wanted)
                    .sort(descending("createdAt", "_id"))
                    .limit(size + 1)
                    .into(new ArrayList<>());
            boolean more = found.size() > size;
            List<Document> shown = more ? found.subList(0, size) : found;
            return new Page<>(views(shown), more ? cursorAt(shown.get(size - 1)).encode() : null);
        });
    }

    /**
     * @param caller whose project
     * @param id project id
     * @return the project
     * @throws ProblemException 404 if there is no such project or it is somebody else's, 503 if MongoDB does not answer
     */
    public ProjectView get(Caller caller, String id) {
        return Answering.orUnavailable(
                PROJECTS, () -> views(List.of(find(caller, id))).get(0));
    }

    Document find(Caller caller, String id) {
        Document project = projects()
                .find(and(eq("_id", Ids.canonical(id, NO_PROJECT)), eq("owner", caller.id()), exists(LEAVING, false)))
                .first();
        if (project == null) {
            throw new ProblemException(Problem.notFound(NO_PROJECT));
        }
        return project;
    }

    /**
     * @param id of a project; null for none
     * @throws ProblemException 404 if it is not one of the caller's
     */
    void require(Caller caller, String id) {
        if (id != null) {
            find(caller, id);
        }
    }

    private List<ProjectView> views(List<Document> projects) {
        List<String> covers = projects.stream()
                .map(project -> project.getString("coverImageId"))
                .filter(Objects::nonNull)
                .toList();
        Map<String, ImageView.Link> links = new HashMap<>();
        if (!covers.isEmpty()) {
            // bound to the owner by each project: a cover is checked when it is chosen, and images change no owner
            database.getCollection(Collections.IMAGES)
                    .find(and(in("_id", covers), eq("shown.trashed", false)))
                    .forEach(image -> links.put(
                            image.getString("_id"), new ImageView.Link(views.signed(image.getString("objectKey")))));
        }
        return projects.stream()
                .map(project -> view(project, links.get(project.getString("coverImageId"))))
                .toList();
    }

    private static ProjectView view(Document project, ImageView.Link cover) {
        return new ProjectView(
                project.getString("_id"),
                project.getString("title"),
                project.getString("description"),
                project.getString("coverImageId"),
                cover,
                project.getBoolean("archived"),
                project.getDate("createdAt").toInstant(),
                project.getDate("updatedAt").toInstant());
    }

    private static Bson after(Cursor cursor) {
        Date createdAt = new Date(Long.parseLong(cursor.place()));
        return and(lte("createdAt", createdAt), or(lt("createdAt", createdAt), lt("_id", cursor.imageId())));
    }

    private static Cursor cursorAt(Document project) {
        return new Cursor(
                SortOrder.NEWEST, Long.toString(project.getDate("createdAt").getTime()), project.getString("_id"));
    }

    private MongoCollection<Document> projects() {
        return database.getCollection(Collections.PROJECTS);
    }
}
