package pixpro.mongodb;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Creates the indexes once MongoDB answers. PixPro starts without MongoDB (uploads do not need it), so this runs beside
 * the start-up and tries until it passes. Creating an index that exists does nothing.
 */
@Component
public class IndexBuilder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);

    /** How long a notification is kept. */
    private static final long INBOX_DAYS = 7;

    private static final long RETRY_SECONDS = 2;

    private static final List<Index> INDEXES = List.of(
            // the library's page: newest or oldest first, the id decides between equals
            library(),
            new Index(Collections.IMAGES, ascending("owner", "shown.trashed", "shown.sortTitle", "_id")),
            library("shown.status"),
            library("shown.effects"),
            library("shown.projectId"),
            library("shown.category"),
            library("shown.tags"),
            library("shown.words"),
            // who else needs an object
            new Index(Collections.IMAGES, ascending("objectKey")),
            new Index(Collections.JOBS, ascending("result.objectKey")),
            new Index(Collections.EDITS, ascending("stale", "updatedAt")),
            new Index(Collections.EDITS, ascending("deletedAt")),
            new Index(
                    Collections.PROJECTS,
                    compoundIndex(ascending("owner", "archived"), descending("createdAt", "_id"))),
            new Index(Collections.PROJECTS, ascending("leavingAt")),
            // what came together
            new Index(Collections.IMAGES, ascending("owner", "batchId")),
            // whether an image has come before
            new Index(Collections.IMAGES, ascending("owner", "sha256")),
            new Index(Collections.JOBS, compoundIndex(ascending("imageId"), descending("queuedAt"))),
            // whether a job has been done before
            new Index(Collections.JOBS, ascending("owner", "reuseKey")),
            // an admin's failures: newest first
            new Index(Collections.JOBS, compoundIndex(ascending("status"), descending("finishedAt"))),
            new Index(Collections.NOTIFICATIONS, InboxOrder.KEYS, InboxOrder.OPTIONS),
            new Index(
                    Collections.NOTIFICATIONS,
                    ascending("at"),
                    new IndexOptions().expireAfter(INBOX_DAYS, TimeUnit.DAYS)),
            new Index(Collections.JOB_FACTS, ascending("queuedAt")),
            new Index(Collections.JOB_FACTS, ascending("finishedAt")),
            new Index(Collections.JOB_FACTS, ascending("outcome", "effect")),
            // the oldest that has not ended
            new Index(Collections.JOB_FACTS, ascending("outcome", "queuedAt")),
            new Index(Collections.KPI_MINUTES, ascending("dirty")));

    private final MongoDatabase database;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mongodb-indexes");
        thread.setDaemon(true);
        return thread;
    });

    IndexBuilder(MongoDatabase database) {
        this.database = database;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        background.execute(this::tryToBuild);
    }

    private void tryToBuild() {
        try {
            build(database);
            LOG.info("indexes are there count={}", INDEXES.size());
        } catch (MongoException e) {
            LOG.warn("indexes wait for MongoDB retryInSeconds={} reason={}", RETRY_SECONDS, e.getMessage());
            if (!background.isShutdown()) {
                background.schedule(this::tryToBuild, RETRY_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /**
     * Creates all indexes that are missing.
     *
     * @throws MongoException if MongoDB does not answer or refuses
     */
    public static void build(MongoDatabase database) {
        INDEXES.forEach(index -> database.getCollection(index.collection).createIndex(index.keys, index.options));
    }

    @Override
    public void close() {
        background.shutdownNow();
    }

    /** An owner's images that have something in common, newest first. */
    private static Index library(String... common) {
        return new Index(
                Collections.IMAGES,
                compoundIndex(ascending("owner", "shown.trashed"), ascending(common), descending("receivedAt", "_id")));
    }

    private record Index(String collection, Bson keys, IndexOptions options) {

        Index(String collection, Bson keys) {
            this(collection, keys, new IndexOptions());
        }
    }
}
