package pixpro.project;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pixpro.event.JobResult;
import pixpro.event.RecipeStep;
import pixpro.ingest.PastResults;
import pixpro.mongodb.Collections;

/** Looks for past results in the {@code jobs} collection, if MongoDB is there: an upload does not need it. */
@Component
class PastJobs implements PastResults {

    private static final Logger LOG = LoggerFactory.getLogger(PastJobs.class);
    private static final long PATIENCE_MILLIS = 500;

    private final MongoClient client;
    private final MongoDatabase database;
    private final ObjectMapper json;

    PastJobs(MongoClient client, MongoDatabase database, ObjectMapper json) {
        this.client = client;
        this.database = database;
        this.json = json;
    }

    @Override
    public Optional<JobResult> find(String owner, String reuseKey) {
        if (!client.getClusterDescription().hasReadableServer(ReadPreference.primary())) {
            return Optional.empty();
        }
        try {
            Document job = database.getCollection(Collections.JOBS)
                    .withTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .find(and(eq("owner", owner), eq("reuseKey", reuseKey), eq("status", JobStatus.PROCESSED)))
                    .sort(descending("finishedAt"))
                    .first();
            return job == null ? Optional.empty() : Optional.of(result(job));
        } catch (MongoException | JsonProcessingException e) {
            LOG.warn("past results cannot be looked for reason={}", e.getMessage());
            return Optional.empty();
        }
    }

    private JobResult result(Document job) throws JsonProcessingException {
        Document result = job.get("result", Document.class);
        String data = result.getString("data");
        return new JobResult(
                result.getString("objectKey"),
                result.getString("mediaType"),
                number(result, "bytes").longValue(),
                number(result, "width").intValue(),
                number(result, "height").intValue(),
                result.getString("sha256"),
                data == null ? null : json.readTree(data),
                json.readValue(result.getString("recipe"), new TypeReference<List<RecipeStep>>() {}),
                job.getString("_id"));
    }

    private static Number number(Document document, String field) {
        Number value = document.get(field, Number.class);
        return value == null ? 0 : value;
    }
}
