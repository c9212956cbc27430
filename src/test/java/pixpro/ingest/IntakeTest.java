package pixpro.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pixpro.event.ImageQueued;
import pixpro.event.SampleEvents;
import pixpro.health.Neighbours;
import pixpro.http.ProblemException;
import pixpro.storage.InMemoryObjectStorage;

class IntakeTest {

    private final Set<String> away = new HashSet<>();
    private final Neighbours neighbours = new Neighbours(List.of(), new SimpleMeterRegistry()) {
        @Override
        public boolean isAway(String name) {
            return away.contains(name);
        }
    };
    private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    private final Intake intake = new Intake(neighbours, storage);
    private final UploadOrder order =
            new UploadOrder(null, new ImageQueued(SampleEvents.image(), null), UploadOrder.Kind.NEW);

    @AfterEach
    void close() {
        neighbours.close();
    }

    @Test
    void isOpenWhileKafkaAndObjectStorageAreThereWhoeverElseIsAway() {
        away.addAll(Set.of(Neighbours.MONGODB, Neighbours.REDIS, Neighbours.KEYCLOAK));

        assertThatCode(intake::beOpen).doesNotThrowAnyException();
    }

    @Test
    void refusesWithTryAgainWhileKafkaOrObjectStorageIsAway() {
        for (String name : List.of(Neighbours.KAFKA, Neighbours.STORAGE)) {
            away.clear();
            away.add(name);
            assertThatThrownBy(intake::beOpen)
                    .asInstanceOf(type(ProblemException.class))
                    .satisfies(refusal -> {
                        assertThat(refusal.problem().status()).isEqualTo(503);
                        assertThat(refusal.problem().detail()).doesNotContainIgnoringCase(name);
                    });
        }
    }

    @Test
    void removesAnOriginalThatCannotBeAnnouncedBecauseKafkaWentAway() throws Exception {
        storage.put(SampleEvents.ORIGINAL, new byte[] {1}, "image/png");
        assertThat(intake.mayAnnounce(order)).isSameAs(order);
        assertThat(storage.keys()).containsExactly(SampleEvents.ORIGINAL);

        away.add(Neighbours.KAFKA);

        assertThatThrownBy(() -> intake.mayAnnounce(order)).isInstanceOf(NotAnnouncedException.class);
        assertThat(storage.keys()).isEmpty();
    }
}
