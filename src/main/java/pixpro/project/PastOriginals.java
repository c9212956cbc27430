package pixpro.project;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pixpro.ingest.PastImages;
import pixpro.mongodb.Collections;

/** Looks for past images in the library, if MongoDB is there: an upload does not need it. */
@Component
class PastOriginals implements PastImages {

    private static final Logger LOG = LoggerFactory.getLogger(PastOriginals.class);
    private static final long PATIENCE_MILLIS = 500;

    private final MongoClient client;
    private final MongoDatabase database;

    PastOriginals(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.database = database.withTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Optional<PastImage> find(String owner, String sha256) {
        return unlessAway(() -> {
            Document image = database.getCollection(Collections.IMAGES)
                    // what lies in the trash may be gone tomorrow
                    .find(and(
                            eq("owner", owner),
                            eq("sha256", sha256),
                            ne("shown.trashed", true),
                            ne(ImageProjection.AHEAD, true)))
                    .sort(ascending("receivedAt"))
                    .first();
            return image == null ? null : new PastImage(ImageProjection.read(image), jobs(image.getString("_id")));
        });
    }

    @Override
    public boolean has(String owner, String id) {
        return unlessAway(() -> database.getCollection(Collections.IMAGES)
                        .find(and(eq("_id", id), eq("owner", owner)))
                        .first())
                .isPresent();
    }

    private <T> Optional<T> unlessAway(Supplier<T> question) {
        if (!client.getClusterDescription().hasReadableServer(ReadPreference.primary())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(question.get());
        } catch (MongoException e) {
            LOG.warn("past images cannot be looked for reason={}", e.getMessage());
            return Optional.empty();
        }
    }

    private List<PastJob> jobs(String imageId) {
        List<PastJob> jobs = new ArrayList<>();
        database.getCollection(Collections.JOBS)
                .find(and(eq("imageId", imageId), ne("status", JobStatus.FAILED)))
                .sort(descending("queuedAt"))
                .forEach(job -> jobs.add(new PastJob(
                        job.getString("_id"),
                        job.getString("effect"),
                        job.getString("params"),
                        job.getString("reuseKey"),
                        job.getEmbedded(List.of("result", "objectKey"), String.class))));
        return jobs;
    }
}
