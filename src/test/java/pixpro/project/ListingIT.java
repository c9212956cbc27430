package pixpro.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.cache.Generations;
import pixpro.event.Events;
import pixpro.event.SampleJson;
import pixpro.mongodb.Collections;
import pixpro.mongodb.TestDatabase;

class ListingIT {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final Events events = Events.of("ada", NOON);
    private final String imageId = events.image().id();
    private TestDatabase mongo;
    private Edits edits;

    @BeforeEach
    void projectAnImage() {
        mongo = new TestDatabase();
        edits = new Edits(mongo.database());
        mongo.write(Collections.IMAGES, new ImageProjection().writes(events.stored()));
    }

    @AfterEach
    void disconnect() {
        mongo.close();
    }

    @Test
    void readsAgainWhenAnotherWroteBetweenItsReadingAndItsWriting() {
        Listing other = listing(new Shown(SampleJson.mapper()));
        AtomicBoolean first = new AtomicBoolean(true);
        Listing slow = listing(new Shown(SampleJson.mapper()) {
            @Override
            Document of(Document image, List<Document> jobs, Document edit) {
                if (first.getAndSet(false)) {
                    edits.change(imageId, "ada", Map.of("title", "Cat"), NOON);
                    other.refresh(imageId);
                }
                return super.of(image, jobs, edit);
            }
        });

        slow.refresh(imageId);

        Document shown = mongo.all(Collections.IMAGES).get(0).get("shown", Document.class);
        assertThat(shown).containsEntry("title", "Cat").containsEntry("sortTitle", "cat");
    }

    private Listing listing(Shown shown) {
        return new Listing(mongo.database(), edits, shown, new Generations(mongo.database()));
    }
}
