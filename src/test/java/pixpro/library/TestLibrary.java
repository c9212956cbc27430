package pixpro.library;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.client.MongoDatabase;
import java.io.Reader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pixpro.cache.Generations;
import pixpro.effect.EffectOrders;
import pixpro.effect.SampleEffects;
import pixpro.event.Events;
import pixpro.event.ImageEvent;
import pixpro.http.Caller;
import pixpro.mongodb.Collections;
import pixpro.mongodb.TestDatabase;
import pixpro.project.Edits;
import pixpro.project.ImageProjection;
import pixpro.project.JobProjection;
import pixpro.project.Listing;
import pixpro.project.Shown;
import pixpro.storage.InMemoryObjectStorage;
import pixpro.work.WorkBoard;

/** The library on a MongoDB database of its own, as the routes put it together. */
final class TestLibrary implements AutoCloseable {

    static final Caller ADA = new Caller("ada", "ada", Set.of("user"));
    static final Caller BOB = new Caller("bob", "bob", Set.of("user"));

    final TestDatabase mongo;
    final MongoDatabase database;
    final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    final Edits edits;
    final Generations generations;
    final Listing listing;
    final LibraryQueries queries;
    final ProjectQueries projects;
    final ImageDesk images;
    final ProjectDesk projectDesk;
    final JobDesk jobs;
    final BulkDesk bulk;
    final ArchiveDesk archives;

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final Shown shown = new Shown(json);
    private final ImageProjection imageProjection = new ImageProjection();
    private final JobProjection jobProjection = new JobProjection(json);
    private final LibrarySettings settings = new LibrarySettings(Duration.ofMinutes(15), Duration.ofDays(30));

    /** On a database of its own, which goes with it. */
    TestLibrary() {
        this(new TestDatabase());
    }

    /** On a database that stays. */
    TestLibrary(MongoDatabase database) {
        this(null, database);
    }

    private TestLibrary(TestDatabase mongo) {
        this(mongo, mongo.database());
    }

    private TestLibrary(TestDatabase mongo, MongoDatabase database) {
        this.mongo = mongo;
        this.database = database;
        edits = new Edits(database);
        generations = new Generations(database);
        listing = new Listing(database, edits, shown, generations);
        Views views = new Views(storage, settings, SampleEffects.catalogue(), json);
        queries = new LibraryQueries(database, views, new WorkBoard(null, json, null, () -> true));
        projects = new ProjectQueries(database, views);
        images = new ImageDesk(queries, projects, edits, listing, json);
        projectDesk = new ProjectDesk(database, projects, queries, edits, listing, generations, json);
        jobs = new JobDesk(queries, new EffectOrders(SampleEffects.catalogue(), json), json);
        bulk = new BulkDesk(images, jobs, projects, json);
        archives = new ArchiveDesk(database, queries, projects, storage, json);
    }

    /** Does what the projection's routes do with a record. */
    void project(ImageEvent event) {
        mongo.write(Collections.IMAGES, imageProjection.writes(event));
        if (jobProjection.concerns(event)) {
            mongo.write(Collections.JOBS, jobProjection.writes(event));
        }
        listing.follow(event);
    }

    /** @return an image of Ada's with a job that ended well */
    Events processed(Instant receivedAt) {
        Events events = Events.of(ADA.id(), receivedAt);
        project(events.queued());
        project(events.processed(Duration.ofSeconds(4)));
        storage.put(events.image().objectKey(), new byte[] {1, 2, 3}, "image/png");
        storage.put("images/" + events.image().id() + "/results/" + events.job().id(), new byte[] {4, 5}, "image/png");
        return events;
    }

    Trash trash(Instant now) {
        return new Trash(database, storage, edits, listing, generations, settings, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** @return ids of Ada's images by these parameters, page after page of two */
    List<String> ids(String... asked) {
        List<String> ids = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        for (int i = 0; i < asked.length; i += 2) {
            parameters.put(asked[i], asked[i + 1]);
        }
        parameters.put("limit", "2");
        String cursor = "";
        while (cursor != null) {
            parameters.put("cursor", cursor);
            Page<ImageView> page = queries.list(ADA, parameters);
            page.items().forEach(image -> ids.add(image.id()));
            cursor = page.nextCursor();
        }
        return ids;
    }

    static Reader body(String json) {
        return new StringReader(json);
    }

    @Override
    public void close() {
        mongo.close();
    }
}
