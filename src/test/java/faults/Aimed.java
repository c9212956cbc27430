package faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import pixpro.local.RunningNeighbour;

/** Schedules of faults, each aimed at one mistake, so that it shows at once and every time. */
final class Aimed {

    private static final int REQUESTS = 4;
    private static final int IMAGES = 3;
    private static final int PATIENCE = 40;

    private final Platform platform;
    private final Generator generator;
    private final Workload workload;

    Aimed(Platform platform, Generator generator, Workload workload) {
        this.platform = platform;
        this.generator = generator;
        this.workload = workload;
    }

    /**
     * Does what brings this mistake to light; all is healed then.
     *
     * @return what was found meanwhile
     */
    List<Finding> at(PlantedBug bug) throws Exception {
        return switch (bug) {
            case COMMIT_BEFORE_PUBLISH -> killedWithJobsInHand();
            case ANSWER_BEFORE_ACKNOWLEDGEMENT -> killedWithUploadsInHandWhileKafkaIsDead();
            case UNGUARDED_PROJECTION -> projectionReadsAllAgain();
            case COUNTED_KPIS, DELETED_RESULT -> everyRecordComesTwice();
            case NO_DEADLINE -> engineFreezes();
        };
    }

    private List<Finding> killedWithJobsInHand() throws Exception {
        RunningNeighbour vision = platform.server("vision");
        vision.pause();
        send();
        // by then all of them have been taken
        require(awaitJobs(Aimed::isOpenAndWaits), "the jobs do not wait for the frozen engine");
        Fault kill = Faults.kill(platform.instances());
        kill.begin().run();
        vision.resume();
        kill.heal().run();
        return List.of();
    }

    private List<Finding> killedWithUploadsInHandWhileKafkaIsDead() throws Exception {
        send();
        awaitDone();
        Fault killKafka = Faults.kill(List.of(platform.server("kafka")));
        killKafka.begin().run();
        send();
        Fault kill = Faults.kill(platform.instances());
        kill.begin().run();
        killKafka.heal().run();
        kill.heal().run();
        return List.of();
    }

    private List<Finding> projectionReadsAllAgain() throws Exception {
        send();
        awaitDone();
        Fault rewind = new Faults(platform, new Random(1)).rewind("pixpro-project", "image-process");
        rewind.begin().run();
        rewind.heal().run();
        return List.of();
    }

    private List<Finding> everyRecordComesTwice() throws Exception {
        send();
        awaitDone();
        platform.injector(new Random(1)).copyRecords(Integer.MAX_VALUE);
        return List.of();
    }

    private List<Finding> engineFreezes() throws Exception {
        Finding finding = new Finding("while a model server is frozen, each job is done or visibly waiting for it");
        RunningNeighbour vision = platform.server("vision");
        vision.pause();
        send();
        finding.expect(
                awaitJobs(job -> isOpenAndWaits(job) || isDone(job)),
                () -> "after %d s there are jobs that neither end nor say what they wait for".formatted(PATIENCE));
        vision.resume();
        return List.of(finding);
    }

    private void send() throws IOException, InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            generator.send(workload.plain(IMAGES));
        }
    }

    private void awaitDone() {
        require(awaitJobs(Aimed::isDone), "the jobs do not end, with no fault yet");
    }

    /** A schedule that does not get where it aims would find nothing. */
    private static void require(boolean reached, String otherwise) {
        if (!reached) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static boolean isDone(JsonNode job) {
        return "processed".equals(job.path("status").asText());
    }

    private static boolean isOpenAndWaits(JsonNode job) {
        return "queued".equals(job.path("status").asText())
                && "vision".equals(job.at("/waiting/backend").asText());
    }

    /** @return whether all jobs that were taken came to be so, within a while */
    private boolean awaitJobs(Predicate<JsonNode> wanted) {
        try {
            await().atMost(PATIENCE, SECONDS)
                    .pollInterval(1, SECONDS)
                    .ignoreExceptions()
                    .until(() -> {
                        List<JsonNode> jobs = new ArrayList<>();
                        platform.client()
                                .expectOk("ada", "/api/images?limit=200")
                                .path("items")
                                .forEach(image -> image.path("jobs").forEach(jobs::add));
                        return jobs.size() >= generator.taken() && jobs.stream().allMatch(wanted);
                    });
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }
}
