package pixpro.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pixpro.event.SampleEvents;

class EndedJobsTest {

    private final EndedJobs ended = new EndedJobs();

    @Test
    void knowsAJobByItsEndHoweverItEnded() {
        for (Notification end :
                new Notification[] {Notifications.of(SampleEvents.processed()), Notifications.of(SampleEvents.failed())
                }) {
            EndedJobs each = new EndedJobs();
            each.note(end);
            assertThat(each.contains(SampleEvents.JOB_ID)).as(end.type()).isTrue();
        }
    }

    @Test
    void takesNoOtherNewsForAnEnd() {
        ended.note(Notifications.of(SampleEvents.queued()));
        ended.note(Notifications.of(SampleEvents.stored()));

        assertThat(ended.contains(SampleEvents.JOB_ID)).isFalse();
    }

    @Test
    void forgetsWhatIsLongPast() {
        for (int i = 0; i <= EndedJobs.MOST; i++) {
            ended.note(end("job-" + i));
        }

        assertThat(ended.contains("job-0")).isFalse();
        assertThat(ended.contains("job-1")).isTrue();
        assertThat(ended.contains("job-" + EndedJobs.MOST)).isTrue();
    }

    private static Notification end(String job) {
        return new Notification(job + ":failed", 1, "image.failed", "image", job, SampleEvents.ENDED, null);
    }
}
