package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pixpro.library.TestLibrary.ADA;
import static pixpro.library.TestLibrary.BOB;
import static pixpro.library.TestLibrary.body;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pixpro.event.Events;
import pixpro.http.ProblemException;
import pixpro.mongodb.Collections;

/** The library's commands and queries, on a real server of MongoDB's protocol. */
class LibraryIT {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    private final TestLibrary library = new TestLibrary();

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        String id = library.processed(NOON).image().id();
        library.images.change(ADA, id, body("{\"category\":\"kitchen\",\"tags\":[\"Tea\"],\"params\":{\"$a.b\":1}}"));
        ImageView image = library.images.change(ADA, id, body("{\"title\":\"Red cup\"}"));

        assertThat(image.title()).isEqualTo("Red cup");
        assertThat(image.category()).isEqualTo("kitchen");
        assertThat(image.tags()).containsExactly("tea");
        assertThat(image.params().path("$a.b").asInt()).isEqualTo(1);
        assertThat(library.images.change(ADA, id, body("{\"title\":null}")).title())
                .isNull();
    }

    @Test
    void keepsWhatWasChangedWhenTheTopicsAreReadAgain() {
        Events kept = library.processed(NOON);
        Events deleted = library.processed(NOON);
        library.images.change(ADA, kept.image().id(), body("{\"title\":\"Red cup\",\"tags\":[\"tea\"]}"));
        library.images.delete(ADA, deleted.image().id());
        List<Document> before = withoutVersions();
        library.database.getCollection(Collections.IMAGES).drop();
        library.database.getCollection(Collections.JOBS).drop();

        for (Events events : List.of(deleted, kept)) {
            library.project(events.processed(Duration.ofSeconds(4)));
            library.project(events.queued());
        }
        assertThat(withoutVersions()).isEqualTo(before);
        assertThat(library.ids("q", "red")).containsExactly(kept.image().id());
    }

    @Test
    void findsByEachFilterAndByWordsOfTitleTagsCaptionAndDetections() {
        Events cup = library.processed(NOON);
        Events dog = Events.of("ada", NOON.plusSeconds(1));
        library.project(dog.queued());
        library.images.change(
                ADA,
                cup.image().id(),
                body("{\"title\":\"Café au lait\",\"category\":\"kitchen\",\"tags\":[\"Warm\"]}"));
        library.database
                .getCollection(Collections.JOBS)
                .updateOne(
                        new Document("_id", cup.job().id()),
                        new Document(
                                "$set",
                                new Document(
                                        "result.data",
                                        "{\"text\":\"A saucer\",\"id\":\"nope\",\"all\":[{\"label\":\"spoon\"}]}")));
        library.listing.refresh(cup.image().id());

        String[] wanted = {cup.image().id()};
        assertThat(library.ids("status", "processed")).containsExactly(wanted);
        assertThat(library.ids("category", "kitchen")).containsExactly(wanted);
        assertThat(library.ids("tag", "WARM")).containsExactly(wanted);
        assertThat(library.ids("to", NOON.plusMillis(1).toString())).containsExactly(wanted);
        assertThat(library.ids("from", NOON.plusMillis(1).toString()))
                .containsExactly(dog.image().id());
        assertThat(library.ids("status", "queued")).containsExactly(dog.image().id());
        assertThat(library.ids("effect", "enhance")).hasSize(2);
        assertThat(library.ids("effect", "cartoon")).isEmpty();
        for (String words : List.of("cafe", "LAIT café", "warm", "saucer", "spoon lait", "spo*", "au sauc*")) {
            assertThat(library.ids("q", words)).as(words).containsExactly(wanted);
        }
        for (String words : List.of("caf", "spoon dog", "nope", "poon*")) {
            assertThat(library.ids("q", words)).as(words).isEmpty();
        }
    }

    @Test
    void pagesWithoutRepeatingOrSkippingWhileImagesComeAndGo() {
        List<String> there = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // two at a time at one moment: there the id decides
            there.add(library.processed(NOON.plusSeconds(i / 2)).image().id());
        }
        for (String sort : List.of("newest", "oldest", "title")) {
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<ImageView> page = library.queries.list(ADA, asked(sort, cursor));
                page.items().forEach(image -> seen.add(image.id()));
                // one before, one after where the page ended, and one that was shown goes
                library.processed(NOON.minusSeconds(100));
                library.processed(NOON.plusSeconds(100));
                library.images.delete(ADA, seen.get(0));
                cursor = page.nextCursor();
            } while (cursor != null && seen.size() < 100);
            library.images.restore(ADA, seen.get(0));
            assertThat(seen).as(sort).doesNotHaveDuplicates().containsAll(there);
        }
    }

    @Test
    void sortsByTitleWhateverItsCase() {
        List<String> ids = new ArrayList<>();
        for (String title : List.of("beta", "Alpha", "Émile", "alpha 2")) {
            String id = library.processed(NOON).image().id();
            library.images.change(ADA, id, body("{\"title\":\"" + title + "\"}"));
            ids.add(id);
        }
        assertThat(library.ids("sort", "title")).containsExactly(ids.get(1), ids.get(3), ids.get(0), ids.get(2));
    }

    @Test
    void showsNothingOfSomebodyElses() {
        String id = library.processed(NOON).image().id();
        String project = library.projectDesk
                .create(ADA, body("{\"title\":\"Cups\"}"), null)
                .id();
        String request = "{\"ids\":[\"" + id + "\"],\"action\":\"delete\"}";

        assertNotThere(() -> library.queries.get(BOB, id));
        assertNotThere(() -> library.images.change(BOB, id, body("{\"title\":\"mine\"}")));
        assertNotThere(() -> library.images.delete(BOB, id));
        assertNotThere(() -> library.images.restore(BOB, id));
        assertNotThere(() -> library.images.move(ADA, id, UUID.randomUUID().toString()));
        assertNotThere(() -> library.jobs.order(BOB, id, body("{\"effect\":\"enhance\"}"), null));
        assertNotThere(() -> library.projects.get(BOB, project));
        assertNotThere(() -> library.projectDesk.change(BOB, project, body("{\"title\":\"mine\"}")));
        assertNotThere(() -> library.projectDesk.delete(BOB, project));
        assertNotThere(() -> library.archives.ofProject(BOB, project, null));
        assertNotThere(() -> library.archives.ofImages(BOB, body("{\"ids\":[\"" + id + "\"]}")));
        assertNotThere(
                () -> library.projectDesk.create(BOB, body("{\"title\":\"x\",\"coverImageId\":\"" + id + "\"}"), null));
        Bulk bulk = library.bulk.begin(BOB, body(request), null);
        assertThat(library.bulk.next(bulk)).isNull();
        assertThat(library.bulk.answer(bulk).refused())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(404));
        assertThat(library.queries.list(BOB, Map.of()).items()).isEmpty();
        assertThat(library.queries.get(ADA, id).deletedAt()).isNull();
    }

    @Test
    void deletesAndRestoresHoweverOftenItIsAsked() {
        String id = library.processed(NOON).image().id();
        library.images.restore(ADA, id);
        library.images.delete(ADA, id);
        Instant deleted = library.queries.get(ADA, id).deletedAt();
        library.images.delete(ADA, id);
        assertThat(library.queries.get(ADA, id).deletedAt()).isEqualTo(deleted);
        assertThat(library.ids()).isEmpty();
        assertThat(library.ids("trashed", "true")).containsExactly(id);
        assertThatThrownBy(() -> library.jobs.order(ADA, id, body("{\"effect\":\"enhance\"}"), null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().name()).isEqualTo("in-trash"));
        library.images.restore(ADA, id);
        library.images.restore(ADA, id);
        assertThat(library.ids()).containsExactly(id);
    }

    @Test
    void letsGoForGoodWhatWasInTheTrashFor30DaysAndNothingElse() {
        Events old = library.processed(NOON);
        Events fresh = library.processed(NOON);
        Events busy = Events.of("ada", NOON);
        library.project(busy.queued());
        String step = "images/" + old.image().id() + "/steps/" + old.job().id() + "/1";
        library.storage.put(step, new byte[1], "image/png");
        Instant now = Instant.now();
        for (Events each : List.of(old, fresh, busy)) {
            library.images.delete(ADA, each.image().id());
        }
        library.trash(now.plus(Duration.ofDays(29))).empty();
        assertThat(library.ids("trashed", "true")).hasSize(3);
        library.images.restore(ADA, fresh.image().id());

        library.trash(now.plus(Duration.ofDays(31))).empty();

        assertThat(library.ids("trashed", "true"))
                .as("its job has not ended")
                .containsExactly(busy.image().id());
        assertThat(library.storage.keys())
                .allMatch(key -> key.startsWith("images/" + fresh.image().id()))
                .hasSize(2);
        assertNotThere(() -> library.queries.get(ADA, old.image().id()));
        assertNotThere(() -> library.images.restore(ADA, old.image().id()));
        assertThat(library.mongo.all(Collections.JOBS))
                .extracting(job -> job.get("_id"))
                .doesNotContain(old.job().id());
        // the topics bring it up again
        library.project(old.queued());
        library.project(old.processed(Duration.ofSeconds(4)));
        assertThat(library.mongo.all(Collections.IMAGES))
                .extracting(image -> image.get("_id"))
                .containsExactlyInAnyOrder(fresh.image().id(), busy.image().id());
    }

    @Test
    void keepsAnObjectThatAnotherImageNeedsAndGoesOnWhenStorageIsBack() {
        Events old = library.processed(NOON);
        Events other = library.processed(NOON);
        library.images.delete(ADA, old.image().id());
        library.database
                .getCollection(Collections.JOBS)
                .updateOne(
                        new Document("_id", other.job().id()),
                        new Document(
                                "$set",
                                new Document("result.objectKey", old.image().objectKey())));
        Instant later = Instant.now().plus(Duration.ofDays(31));

        library.storage.failNext(1);
        library.trash(later).empty();
        assertThat(library.storage.keys()).hasSize(4);
        assertNotThere(() -> library.queries.get(ADA, old.image().id()));
        library.trash(later).empty();
        assertThat(library.storage.keys()).hasSize(3).contains(old.image().objectKey());
        library.database
                .getCollection(Collections.JOBS)
                .deleteOne(new Document("_id", other.job().id()));
        library.trash(later).empty();
        assertThat(library.storage.keys()).hasSize(2).doesNotContain(old.image().objectKey());
        assertThat(library.edits.due(later, 10)).isEmpty();
    }

    @Test
    void takesOverTheEditOfWhoeverDiedBeforeTheyCould() {
        String id = library.processed(NOON).image().id();
        library.edits.change(
                id, "ada", Map.of("title", "Red cup"), Instant.now().minusSeconds(60));
        String generation = library.generations.of("ada");
        assertThat(library.ids("q", "red")).isEmpty();
        library.listing.catchUp();
        assertThat(library.ids("q", "red")).containsExactly(id);
        assertThat(library.generations.of("ada")).isNotEqualTo(generation);
        String caughtUp = library.generations.of("ada");
        library.listing.catchUp();
        assertThat(library.generations.of("ada")).isEqualTo(caughtUp);
    }

    @Test
    void losesNoChangeWhenManyWriteAtOnce() throws Exception {
        Events events = Events.of("ada", NOON);
        library.project(events.queued());
        String id = events.image().id();
        List<Callable<Object>> writers = new ArrayList<>();
        for (String field : List.of("title", "category")) {
            for (int i = 1; i <= 10; i++) {
                String body = "{\"" + field + "\":\"" + field + "\"}";
                writers.add(() -> library.images.change(ADA, id, body(body)));
            }
        }
        writers.add(() -> {
            library.project(events.processed(Duration.ofSeconds(1)));
            return null;
        });
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (Future<Object> done : pool.invokeAll(writers)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        ImageView image = library.queries.get(ADA, id);
        assertThat(image.title()).isEqualTo("title");
        assertThat(image.category()).isEqualTo("category");
        assertThat(library.ids("q", "title", "status", "processed", "category", "category"))
                .containsExactly(id);
    }

    @Test
    void makesAProjectOnceAndEmptiesItWhenItGoes() {
        ProjectView project = library.projectDesk.create(ADA, body("{\"title\":\"Cups\"}"), "key-1");
        assertThat(library.projectDesk.create(ADA, body("{\"title\":\"Cups\"}"), "key-1"))
                .isEqualTo(project);
        assertThat(library.projectDesk
                        .create(BOB, body("{\"title\":\"Cups\"}"), "key-1")
                        .id())
                .isNotEqualTo(project.id());
        String id = library.processed(NOON).image().id();
        library.images.move(ADA, id, project.id());
        library.images.move(ADA, id, project.id());
        assertThat(library.ids("projectId", project.id())).containsExactly(id);
        ProjectView changed = library.projectDesk.change(
                ADA, project.id(), body("{\"archived\":true,\"coverImageId\":\"" + id + "\",\"description\":\"All\"}"));
        assertThat(changed.cover().url().toString()).contains(id);
        assertThat(library.projects.list(ADA, Map.of()).items()).isEmpty();
        assertThat(library.projects.list(ADA, Map.of("archived", "true")).items())
                .containsExactly(changed);

        library.projectDesk.delete(ADA, project.id());
        assertNotThere(() -> library.projects.get(ADA, project.id()));
        assertThat(library.queries.get(ADA, id).projectId()).isNull();
    }

    @Test
    void doesTheSameWithManyAndTellsWithWhichItCouldNot() {
        String one = library.processed(NOON).image().id();
        String two = library.processed(NOON).image().id();
        String none = UUID.randomUUID().toString();
        String ids = "\"ids\":[\"" + one + "\",\"" + none + "\",\"{$ne:1}\",\"" + two + "\"]";

        Bulk.Answer tagged = all("{" + ids + ",\"action\":\"tag\",\"addTags\":[\"tea\",\"cup\"]}", null);
        assertThat(tagged.done()).containsExactly(one, two);
        assertThat(tagged.refused()).extracting(Bulk.Refusal::id).containsExactly(none, "{$ne:1}");
        all("{" + ids + ",\"action\":\"tag\",\"removeTags\":[\"cup\"]}", null);
        assertThat(library.queries.get(ADA, one).tags()).containsExactly("tea");

        List<String> jobs = all("{" + ids + ",\"action\":\"process\",\"effect\":\"enhance\"}", "key").jobs().stream()
                .map(QueuedJob::id)
                .toList();
        assertThat(jobs).hasSize(2).doesNotHaveDuplicates();
        assertThat(all("{" + ids + ",\"action\":\"process\",\"effect\":\"enhance\"}", "key")
                        .jobs())
                .extracting(QueuedJob::id)
                .isEqualTo(jobs);
        assertThat(all("{" + ids + ",\"action\":\"delete\"}", null).done()).containsExactly(one, two);
        assertThat(library.ids()).isEmpty();
    }

    private Bulk.Answer all(String request, String key) {
        Bulk bulk = library.bulk.begin(ADA, body(request), key);
        while (bulk.isUnfinished()) {
            JobOrder order = library.bulk.next(bulk);
            if (order != null) {
                library.bulk.queued(bulk, library.jobs.queued(order));
            }
        }
        return library.bulk.answer(bulk);
    }

    private List<Document> withoutVersions() {
        List<Document> images = library.mongo.all(Collections.IMAGES);
        images.forEach(image -> image.remove("version"));
        return images;
    }

    private static Map<String, Object> asked(String sort, String cursor) {
        return cursor == null
                ? Map.of("sort", sort, "limit", "2")
                : Map.of("sort", sort, "limit", "2", "cursor", cursor);
    }

    private static void assertNotThere(ThrowingCallable asking) {
        assertThatThrownBy(asking).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().status())
                .isEqualTo(404));
    }
}
