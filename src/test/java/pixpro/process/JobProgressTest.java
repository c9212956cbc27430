package pixpro.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pixpro.event.Events;
import pixpro.event.ImageProgress;
import pixpro.event.ImageQueued;
import pixpro.event.ImageVersion;
import pixpro.event.Job;
import pixpro.event.SampleEvents;

class JobProgressTest {

    private static final ImageQueued JOB = SampleEvents.queued();

    private final List<ImageProgress> told = new ArrayList<>();
    private Instant now = SampleEvents.STARTED;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final JobProgress progress = new JobProgress(told::add, clock);

    @Test
    void tellsTheOwnerThatWorkHasBegun() {
        progress.report(JOB, 0L, null);

        assertThat(told)
                .containsExactly(new ImageProgress(
                        "ada-sub",
                        SampleEvents.IMAGE_ID,
                        SampleEvents.JOB_ID,
                        ImageVersion.underWay(JOB.at()),
                        "enhance",
                        1,
                        1,
                        0,
                        null,
                        now));
    }

    @Test
    void tellsOneJobAtMostEveryHalfSecond() {
        for (long completed = 0; completed < 100; completed++) {
            progress.report(JOB, completed, 1000L);
            pass(100);
        }

        assertThat(completed()).hasSize(20).startsWith(0L, 5L, 10L);
    }

    @Test
    void holdsNoJobBackForAnother() {
        progress.report(JOB, 1L, 4L);
        progress.report(Events.of("bob", Instant.EPOCH).queued(), 1L, 4L);

        assertThat(told).extracting(ImageProgress::owner).containsExactly("ada-sub", "bob");
    }

    @Test
    void doesNotHoldBackTheEndOfAStepNorTheBeginningOfTheNext() {
        progress.report(chain(0), 3L, 4L);
        progress.report(chain(0), 4L, 4L);
        progress.report(chain(1), 0L, null);
        progress.report(chain(1), 1L, 4L);

        assertThat(told)
                .extracting(ImageProgress::eventId)
                .containsExactly(
                        SampleEvents.JOB_ID + ":progress:1:3",
                        SampleEvents.JOB_ID + ":progress:1:4",
                        SampleEvents.JOB_ID + ":progress:2:0");
    }

    @Test
    void makesAModelWaitThatEndsAgainAndAgain() {
        for (int i = 0; i < 1_000_000; i++) {
            progress.report(JOB, 1L, 2L);
            progress.report(JOB, 2L, 2L);
            progress.report(JOB, 3L, 3L);
        }

        assertThat(completed()).containsExactly(1L, 2L);
    }

    @Test
    void saysNothingTwice() {
        progress.report(JOB, 2L, 4L);
        pass(10_000);
        progress.report(JOB, 2L, 4L);

        assertThat(told).hasSize(1);
    }

    @Test
    void tellsOfASecondTryThatBeginsAnew() {
        progress.report(JOB, 3L, 4L);
        pass(500);
        progress.report(JOB, 1L, 4L);

        assertThat(completed()).containsExactly(3L, 1L);
    }

    @ParameterizedTest
    @CsvSource({
        ", 4",
        ",",
        "-1, 4",
        "-1,",
        "5, 4",
        "0, 0",
        "1, -1",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775807, 9223372036854775807",
        "1, 9007199254740992",
        "9007199254740992,"
    })
    void passesNothingOnThatCannotBe(Long completed, Long total) {
        progress.report(JOB, completed, total);

        assertThat(told).isEmpty();
    }

    @Test
    void goesOnWhenTheClockIsSetBack() {
        progress.report(JOB, 1L, 4L);
        pass(-3_600_000);
        progress.report(JOB, 2L, 4L);

        assertThat(completed()).containsExactly(1L, 2L);
    }

    @Test
    void doesNotFailAJobBecauseNobodyCanBeTold() {
        JobProgress unheard = new JobProgress(
                event -> {
                    throw new IllegalStateException("closed");
                },
                clock);

        assertThatCode(() -> unheard.report(JOB, 1L, 4L)).doesNotThrowAnyException();
    }

    private List<Long> completed() {
        return told.stream().map(ImageProgress::completed).toList();
    }

    private void pass(long millis) {
        now = now.plusMillis(millis);
    }

    /** The job with two steps, of which so many are done. */
    private static ImageQueued chain(int done) {
        Job job = new Job(SampleEvents.JOB_ID, "enhance,enhance", Map.of(), SampleEvents.RECEIVED);
        return new ImageQueued(SampleEvents.image(), job, Collections.nCopies(done, SampleEvents.recipe()), null);
    }
}
