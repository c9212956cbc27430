package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import pixpro.effect.EffectOrder;
import pixpro.http.Caller;
import pixpro.http.JsonBody;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;

/**
 * Does the same with many images: each for itself, so that one that is refused keeps no other from it. Whoever is cut off in
 * the middle asks again for all; what is done stays done.
 */
@Component("bulkDesk")
public class BulkDesk {

    private static final int MOST = 500;
    private static final int LONGEST = 131_072;
    private static final String ADD = "addTags";
    private static final String REMOVE = "removeTags";
    private static final Set<String> FIELDS =
            Set.of("ids", "action", ImageChange.PROJECT, ADD, REMOVE, "effect", "params");

    private final ImageDesk images;
    private final JobDesk jobs;
    private final ProjectQueries projects;
    private final ObjectMapper json;

    BulkDesk(ImageDesk images, JobDesk jobs, ProjectQueries projects, ObjectMapper json) {
        this.images = images;
        this.jobs = jobs;
        this.projects = projects;
        this.json = json;
    }

    /**
     * @param caller whose images
     * @param body what to do with which, as it comes
     * @param key the same for each try to have the same processed; null for new jobs each time
     * @return the images, still untouched
     * @throws ProblemException 400 if the body does not fit the contract, 404 if the caller has no such project, 422 if the
     *     effect cannot be done, 503 if MongoDB does not answer
     */
    public Bulk begin(Caller caller, Object body, String key) {
        JsonNode request = JsonBody.read(json, body, LONGEST, FIELDS);
        Bulk.Action action = action(request.path("action").asText());
        List<String> ids = ids(request.path("ids"), MOST);
        EffectOrder wanted = null;
        switch (action) {
            case MOVE -> {
                JsonNode project = request.path(ImageChange.PROJECT);
                JsonBody.require(
                        project.isTextual() || project.isNull(), "projectId must be a project's id, or null for none.");
                Answering.orUnavailable("The list of projects", () -> {
                    projects.require(caller, project.textValue());
                    return null;
                });
            }
            case TAG -> {
                JsonBody.require(
                        request.has(ADD) || request.has(REMOVE), "Say which tags: addTags, removeTags or both.");
                tags(request, ADD);
                tags(request, REMOVE);
            }
            case PROCESS -> wanted = jobs.wanted(request);
            case DELETE, RESTORE -> {
                // the ids say it all
            }
            default -> throw new IllegalStateException("no such action: " + action);
        }
        return new Bulk(caller, action, request, wanted, key, ids);
    }

    /**
     * Does it with the next image, unless it is to be processed.
     *
     * @return the order to queue its job; null if there is none
     * @throws ProblemException 503 if MongoDB does not answer: all others will fail like it
     */
    public JobOrder next(Bulk bulk) {
        String id = bulk.take();
        try {
            if (bulk.action() == Bulk.Action.PROCESS) {
                return jobs.order(bulk.caller(), id, bulk.wanted(), bulk.key());
            }
            change(bulk, id);
            bulk.done();
        } catch (ProblemException e) {
            if (e.problem().status() >= 500) {
                throw e;
            }
            bulk.refuse(e.problem());
        }
        return null;
    }

    private void change(Bulk bulk, String id) {
        JsonNode request = bulk.request();
        switch (bulk.action()) {
            case MOVE ->
                images.move(bulk.caller(), id, request.path(ImageChange.PROJECT).textValue());
            case TAG -> images.tag(bulk.caller(), id, tags(request, ADD), tags(request, REMOVE));
            case DELETE -> images.delete(bulk.caller(), id);
            case RESTORE -> images.restore(bulk.caller(), id);
            default -> throw new IllegalStateException("not a change: " + bulk.action());
        }
    }

    /** Notes a job that the log has taken. */
    public void queued(Bulk bulk, QueuedJob job) {
        bulk.done(job);
    }

    /** @return what the asker is told of a bulk that is finished */
    public Bulk.Answer answer(Bulk bulk) {
        return bulk.answer();
    }

    /**
     * @param ids as sent
     * @param most that may be sent at once
     * @return each once, in their order
     * @throws ProblemException 400 if they are none; what is a text and no id is refused later, alone
     */
    static List<String> ids(JsonNode ids, int most) {
        JsonBody.require(
                ids.isArray() && !ids.isEmpty() && ids.size() <= most,
                "ids must be a list of 1 to " + most + " image ids.");
        Set<String> each = new LinkedHashSet<>();
        for (JsonNode id : ids) {
            JsonBody.require(id.isTextual() && id.textValue().length() <= 100, "ids must be a list of image ids.");
            each.add(id.textValue());
        }
        return List.copyOf(each);
    }

    private static List<String> tags(JsonNode request, String field) {
        return request.has(field) ? Tags.parse(request.get(field)) : List.of();
    }

    private static Bulk.Action action(String text) {
        for (Bulk.Action action : Bulk.Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(text)) {
                return action;
            }
        }
        throw new ProblemException(Problem.badRequest("action must be move, tag, delete, restore or process."));
    }
}
