package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pixpro.event.Events;
import pixpro.event.ImageVersion;
import pixpro.mongodb.TestDatabase;

class InboxIT {

    private static final Instant NOW = Instant.now();

    private TestDatabase mongo;
    private Inbox inbox;

    @BeforeEach
    void connect() {
        mongo = new TestDatabase();
        inbox = new Inbox(mongo.database());
    }

    @AfterEach
    void disconnect() {
        mongo.close();
    }

    @Test
    void keepsAnEventOnceAndFindsItWhereItIs() {
        Events events = Events.of("ada", NOW);
        Kept first = inbox.keep(events.queued());
        inbox.keep(events.processed(Duration.ofSeconds(1)));
        assertThat(inbox.keep(events.queued()).seq()).isEqualTo(first.seq());
        assertThat(inbox.after("ada", 0, 10)).hasSize(2);
    }

    @Test
    void givesWhatCameAfterAnEventAndToItsOwnerOnly() {
        Events ada = Events.of("ada", NOW);
        Events bob = Events.of("bob", NOW);
        Kept queued = inbox.keep(ada.queued());
        inbox.keep(bob.queued());
        inbox.keep(ada.failed(Duration.ofSeconds(1)));

        String seen = queued.notification().id();
        assertThat(inbox.after("ada", inbox.find("ada", seen).orElseThrow(), 10))
                .extracting(kept -> kept.notification().type())
                .containsExactly("image.failed");
        // somebody else's id tells nothing
        assertThat(inbox.find("bob", seen)).isEmpty();
        assertThat(inbox.after("bob", 0, 10)).hasSize(1);
    }

    @Test
    void knowsNoPlaceOfProgressAndOneBeforeAllEvents() {
        Events events = Events.of("ada", NOW);
        inbox.keep(events.queued());

        assertThat(inbox.find("ada", events.job().id() + ":progress:1:3")).isEmpty();
        assertThat(inbox.find("ada", "{\"$gt\":\"\"}")).isEmpty();
        assertThat(inbox.find("ada", Inbox.BEGINNING)).hasValue(0L);
    }

    @Test
    void keepsHowFarTheImageIsWithEachEvent() {
        Events events = Events.of("ada", NOW);
        inbox.keep(events.processed(Duration.ofSeconds(1)));
        inbox.keep(events.queued());

        List<Kept> kept = inbox.after("ada", 0, 10);

        assertThat(kept).extracting(Kept::seq).containsExactly(1L, 2L);
        assertThat(kept.get(1).notification().version())
                .as("late")
                .isEqualTo(ImageVersion.of(events.queued()))
                .isLessThan(kept.get(0).notification().version());
        assertThat(inbox.newest("ada")).hasValue(kept.get(1));
    }

    @Test
    void keepsItsOrderEvenBeforeAnybodyElseHasBuiltTheIndexes() {
        mongo.database().getCollection("notifications").drop();
        Inbox another = new Inbox(mongo.database());

        IntStream.range(0, 100).parallel().forEach(i -> (i % 2 == 0 ? inbox : another)
                .keep(Events.of("ada", NOW).queued()));

        assertThat(inbox.after("ada", 0, 1000).stream().map(Kept::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void hasNoHolesAndShowsNoNumberBeforeAllSmallerOnes() throws Exception {
        int writers = 6;
        int each = 20;
        Set<Long> gaps = ConcurrentHashMap.newKeySet();
        AtomicInteger running = new AtomicInteger(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        List<Future<?>> work = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            work.add(threads.submit(() -> {
                for (int i = 0; i < each; i++) {
                    inbox.keep(Events.of("ada", NOW).queued());
                }
                running.decrementAndGet();
            }));
        }
        work.add(threads.submit(() -> {
            while (running.get() > 0) {
                long last = inbox.last("ada");
                if (inbox.after("ada", 0, 1000).stream()
                                .filter(kept -> kept.seq() <= last)
                                .count()
                        != last) {
                    gaps.add(last);
                }
            }
        }));
        for (Future<?> done : work) {
            done.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(gaps).isEmpty();
        assertThat(inbox.after("ada", 0, 1000).stream().map(Kept::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, writers * each).boxed().toList());
    }
}
