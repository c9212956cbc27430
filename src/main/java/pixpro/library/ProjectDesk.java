package pixpro.library;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.cache.Generations;
import pixpro.http.Caller;
import pixpro.http.IdempotencyKey;
import pixpro.http.JsonBody;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;
import pixpro.project.Edits;
import pixpro.project.Listing;

/** Takes what people want done with their projects. A project is not derived from the topics: it is what it was made. */
@Component("projectDesk")
public class ProjectDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectDesk.class);
    private static final String PROJECTS = "The list of projects";
    private static final Set<String> FIELDS = Set.of("title", "description", "coverImageId", "archived");
    private static final int LONGEST = 32_768;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final int AT_ONCE = 500;

    private final MongoDatabase database;
    private final ProjectQueries projects;
    private final LibraryQueries images;
    private final Edits edits;
    private final Listing listing;
    private final Generations generations;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    @Autowired
    ProjectDesk(
            MongoDatabase database,
            ProjectQueries projects,
            LibraryQueries images,
            Edits edits,
            Listing listing,
            Generations generations,
            ObjectMapper json) {
        this.database = database;
        this.projects = projects;
        this.images = images;
        this.edits = edits;
        this.listing = listing;
        this.generations = generations;
        this.json = json;
    }

    /**
     * @param caller becomes the owner
     * @param body as it comes
     * @param key the same for each try to make the same project; null for a new one each time
     * @return the project
     * @throws ProblemException 400 if the body does not fit the contract, 503 if MongoDB does not answer
     */
    public ProjectView create(Caller caller, Object body, String key) {
        Map<String, Object> fields = fields(body);
        JsonBody.require(fields.get("title") != null, "A project must have a title.");
        String id = IdempotencyKey.id("project", caller, key);
        return Answering.orUnavailable(PROJECTS, () -> {
            requireCover(caller, fields);
            Date now = Date.from(clock.instant());
            Document project = new Document("_id", id)
                    .append("owner", caller.id())
                    .append("archived", false)
                    .append("createdAt", now)
                    .append("updatedAt", now);
            fields.values().removeIf(value -> value == null);
            project.putAll(fields);
            try {
                projects().insertOne(project);
            } catch (MongoWriteException e) {
                // made by an earlier try
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
            return projects.get(caller, id);
        });
    }

    /**
     * @param body a merge patch, as it comes
     * @return the project as it is now
     * @throws ProblemException 400 if the body does not fit the contract, 404 if the caller has no such project or cover, 503
     *     if MongoDB does not answer
     */
    public ProjectView change(Caller caller, String id, Object body) {
        Map<String, Object> fields = fields(body);
        JsonBody.require(!fields.isEmpty(), "Say what is to be changed: the body has no field.");
        JsonBody.require(!fields.containsKey("title") || fields.get("title") != null, "A project must have a title.");
        return Answering.orUnavailable(PROJECTS, () -> {
            projects.find(caller, id);
            requireCover(caller, fields);
            List<Bson> changes = new ArrayList<>(List.of(set("updatedAt", Date.from(clock.instant()))));
            fields.forEach((name, value) -> changes.add(value == null ? unset(name) : set(name, value)));
            projects().updateOne(and(eq("_id", id), exists(ProjectQueries.LEAVING, false)), combine(changes));
            return projects.get(caller, id);
        });
    }

    /** Deletes a project; its images stay, in none. */
    public void delete(Caller caller, String id) {
        Answering.orUnavailable(PROJECTS, () -> {
            projects.find(caller, id);
            // from here on it is there for nobody, and whoever dies on the way is followed by the next
            projects().updateOne(eq("_id", id), set(ProjectQueries.LEAVING, Date.from(clock.instant())));
            empty(id, caller.id());
            return null;
        });
    }

    /** Ends what somebody died at. */
    public void catchUp() {
        Instant before = clock.instant().minusSeconds(60);
        try {
            for (Document project : projects()
                    .find(lt(ProjectQueries.LEAVING, Date.from(before)))
                    .limit(10)
                    .into(new ArrayList<>())) {
                empty(project.getString("_id"), project.getString("owner"));
                generations.renew(project.getString("owner"));
                LOG.info("project_deletion_ended project={}", project.getString("_id"));
            }
        } catch (MongoException e) {
            LOG.debug("projects wait for MongoDB reason={}", e.getMessage());
        }
    }

    private void empty(String id, String owner) {
        Map<String, Object> none = new HashMap<>();
        none.put(ImageChange.PROJECT, null);
        for (boolean trashed : new boolean[] {false, true}) {
            Bson inside = and(eq("owner", owner), eq("shown.trashed", trashed), eq("shown." + ImageChange.PROJECT, id));
            List<String> some;
            do {
                some = database.getCollection(Collections.IMAGES)
                        .find(inside)
                        .limit(AT_ONCE)
                        .map(image -> image.getString("_id"))
                        .into(new ArrayList<>());
                for (String imageId : some) {
                    edits.change(imageId, owner, none, clock.instant());
                    listing.refresh(imageId);
                }
            } while (some.size() == AT_ONCE);
        }
        projects().deleteOne(eq("_id", id));
    }

    private void requireCover(Caller caller, Map<String, Object> fields) {
        if (fields.get("coverImageId") != null) {
            images.find(caller, (String) fields.get("coverImageId"));
        }
    }

    private Map<String, Object> fields(Object body) {
        JsonNode request = JsonBody.read(json, body, LONGEST, FIELDS);
        Map<String, Object> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            fields.put(field.getKey(), value(field.getKey(), field.getValue()));
        }
        return fields;
    }

    private static Object value(String name, JsonNode value) {
        if ("archived".equals(name)) {
            JsonBody.require(value.isBoolean(), "archived is either true or false.");
            return value.booleanValue();
        }
        if (value.isNull()) {
            return null;
        }
        return ImageChange.text(name, value, "description".equals(name) ? LONGEST_DESCRIPTION : LONGEST_TITLE);
    }

    private MongoCollection<Document> projects() {
        return database.getCollection(Collections.PROJECTS);
    }
}
