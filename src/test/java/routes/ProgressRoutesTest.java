package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import pixpro.PixPro;
import pixpro.event.Events;
import pixpro.process.JobProgress;

/** Progress while Redis is away; how it arrives is for {@link TopicsToReadersFlowIT}. */
@CamelSpringBootTest
@SpringBootTest(
        classes = PixPro.class,
        properties = {"camel.main.auto-startup=false", "pixpro.kafka.brokers=localhost:1", "pixpro.redis.port=1"})
@Timeout(60)
class ProgressRoutesTest {

    @Autowired
    private CamelContext camel;

    @Autowired
    private JobProgress progress;

    @Test
    void piecesOfNewsThatNobodyTakesAreDroppedNotCollected() throws Exception {
        camel.getRouteController().stopRoute("notify-announce-progress");

        reportOfJobs(1000);

        assertThat(queue().getCurrentQueueSize()).isEqualTo(100);
        camel.getRouteController().startRoute("notify-announce-progress");
        await().atMost(30, SECONDS).until(() -> queue().getCurrentQueueSize() == 0);
    }

    @Test
    void nothingWaitsForARedisThatIsAway() throws Exception {
        camel.getRouteController().startRoute("notify-announce-progress");

        reportOfJobs(50);

        await().atMost(30, SECONDS).until(() -> queue().getCurrentQueueSize() == 0);
        assertThat(camel.getRouteController()
                        .getRouteStatus("notify-announce-progress")
                        .isStarted())
                .isTrue();
    }

    private void reportOfJobs(int jobs) {
        for (int i = 0; i < jobs; i++) {
            progress.report(Events.of("ada", Instant.now()).queued(), 0L, null);
        }
    }

    private SedaEndpoint queue() {
        return camel.getEndpoint(Doors.TELL_PROGRESS, SedaEndpoint.class);
    }
}
