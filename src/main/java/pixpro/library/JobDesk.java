package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.effect.EffectOrder;
import pixpro.effect.EffectOrders;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.http.Caller;
import pixpro.http.IdempotencyKey;
import pixpro.http.JsonBody;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;
import pixpro.project.ImageProjection;

/** Takes what is to be done with images that are there already: another effect, or one once more. */
@Component("jobDesk")
public class JobDesk {

    private static final Set<String> FIELDS = Set.of("effect", "params");
    private static final int LONGEST = 65_536;

    private final LibraryQueries queries;
    private final EffectOrders orders;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    JobDesk(LibraryQueries queries, EffectOrders orders, ObjectMapper json) {
        this.queries = queries;
        this.orders = orders;
        this.json = json;
    }

    /**
     * @param caller whose image
     * @param id image id
     * @param body effect and parameters, as it comes
     * @param key the same for each try to have the same done; null for a new job each time
     * @return the order to queue it
     * @throws ProblemException 400 if the body does not fit the contract, 404 if the caller has no such image, 409 if it is in
     *     the trash, 422 if the effect cannot be done, 503 if MongoDB does not answer
     */
    public JobOrder order(Caller caller, String id, Object body, String key) {
        JsonNode request = JsonBody.read(json, body, LONGEST, FIELDS);
        return order(caller, id, wanted(request), key);
    }

    EffectOrder wanted(JsonNode request) {
        JsonNode effect = request.path("effect");
        JsonNode params = request.path("params");
        JsonBody.require(effect.isTextual() && !effect.textValue().isBlank(), "effect must be the id of an effect.");
        JsonBody.require(params.isMissingNode() || params.isObject(), "params must be a JSON object.");
        return orders.check(effect.textValue().strip(), params.isMissingNode() ? null : params.toString());
    }

    JobOrder order(Caller caller, String id, EffectOrder wanted, String key) {
        Document image = Answering.orUnavailable("The library", () -> queries.find(caller, id));
        if (image.get("shown", Document.class).getBoolean("trashed")) {
            throw new ProblemException(new Problem(
                    "in-trash", 409, "In the trash", "The image is in the trash; restore it before you work with it."));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String jobId = IdempotencyKey.id("job\n" + id, caller, key);
        return new JobOrder(
                new ImageQueued(ImageProjection.read(image), new Job(jobId, wanted.effect(), wanted.params(), now)));
    }

    /** @return what the asker is told of an order that the log has taken */
    public QueuedJob queued(JobOrder order) {
        return QueuedJob.of(order.event());
    }

    /** @throws ProblemException always, 503: the log has not taken the order, or has not said so */
    public void refused(JobOrder order) {
        throw new ProblemException(Problem.unavailable(
                "The job could not be queued at the moment. Please ask again, with the same Idempotency-Key, if any."));
    }
}
