package pixpro.library;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.http.Caller;
import pixpro.http.JsonBody;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;
import pixpro.project.Edits;
import pixpro.project.Listing;

/**
 * Takes what people want changed about their images. It is written to {@code edits} and then taken over into the listing, so
 * that whoever was told that it is done sees it done. Doing a thing twice leaves what doing it once does.
 */
@Component("imageDesk")
public class ImageDesk {

    private static final String LIBRARY = "The library";

    private final LibraryQueries queries;
    private final ProjectQueries projects;
    private final Edits edits;
    private final Listing listing;
    private final ObjectMapper json;
    private final Clock clock;

    @Autowired
    ImageDesk(LibraryQueries queries, ProjectQueries projects, Edits edits, Listing listing, ObjectMapper json) {
        this(queries, projects, edits, listing, json, Clock.systemUTC());
    }

    ImageDesk(
            LibraryQueries queries,
            ProjectQueries projects,
            Edits edits,
            Listing listing,
            ObjectMapper json,
            Clock clock) {
        this.queries = queries;
        this.projects = projects;
        this.edits = edits;
        this.listing = listing;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param caller whose image
     * @param id image id
     * @param body a merge patch, as it comes
     * @return the image as it is now
     * @throws ProblemException 400 if the body does not fit the contract, 404 if the caller has no such image or project, 503
     *     if MongoDB does not answer
     */
    public ImageView change(Caller caller, String id, Object body) {
        ImageChange change = ImageChange.read(json, body);
        return Answering.orUnavailable(LIBRARY, () -> {
            projects.require(caller, (String) change.fields().get(ImageChange.PROJECT));
            change(caller, id, change.fields());
            return queries.get(caller, id);
        });
    }

    /** Puts an image into the trash, from where it can come back for a while. */
    public void delete(Caller caller, String id) {
        Answering.orUnavailable(LIBRARY, () -> {
            Document image = queries.find(caller, id);
            edits.delete(image.getString("_id"), caller.id(), clock.instant());
            listing.refresh(image.getString("_id"));
            return null;
        });
    }

    /** @return the image, out of the trash */
    public ImageView restore(Caller caller, String id) {
        return Answering.orUnavailable(LIBRARY, () -> {
            Document image = queries.find(caller, id);
            edits.restore(image.getString("_id"), clock.instant());
            listing.refresh(image.getString("_id"));
            return queries.get(caller, id);
        });
    }

    /** Puts an image into a project, out of the one in which it was. */
    public void move(Caller caller, String id, String projectId) {
        Answering.orUnavailable(LIBRARY, () -> {
            projects.require(caller, projectId);
            Map<String, Object> field = new HashMap<>();
            field.put(ImageChange.PROJECT, projectId);
            change(caller, id, field);
            return null;
        });
    }

    /** Takes an image out of a project, if it is in that one. */
    public void moveOut(Caller caller, String id, String projectId) {
        Answering.orUnavailable(LIBRARY, () -> {
            projects.require(caller, projectId);
            Document image = queries.find(caller, id);
            if (projectId.equals(image.getEmbedded(List.of("shown", ImageChange.PROJECT), String.class))) {
                move(caller, id, null);
            }
            return null;
        });
    }

    /**
     * @param add tags that the image gets
     * @param remove tags that it loses
     */
    void tag(Caller caller, String id, List<String> add, List<String> remove) {
        Answering.orUnavailable(LIBRARY, () -> {
            Document shown = queries.find(caller, id).get("shown", Document.class);
            Set<String> tags = new LinkedHashSet<>(shown.getList(ImageChange.TAGS, String.class, List.of()));
            remove.forEach(tags::remove);
            tags.addAll(add);
            JsonBody.require(tags.size() <= Tags.MOST, "An image can have " + Tags.MOST + " tags at most.");
            change(caller, id, Map.of(ImageChange.TAGS, new ArrayList<>(tags)));
            return null;
        });
    }

    private void change(Caller caller, String id, Map<String, Object> fields) {
        String imageId = queries.find(caller, id).getString("_id");
        if (!edits.change(imageId, caller.id(), fields, clock.instant())) {
            throw new ProblemException(Problem.notFound("The image is gone for good."));
        }
        listing.refresh(imageId);
    }
}
