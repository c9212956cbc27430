package routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;
import pixpro.effect.Lanes;
import pixpro.event.Topics;
import pixpro.failure.RecordHeld;
import pixpro.work.WorkBoard;

/**
 * From the log to the result: takes a job, has its effect ask a model, stores what came of it, and says so. Jobs are read
 * in lanes, one per capability, each by a consumer group of its own, and within a lane nobody waits for the job before.
 */
@Component
public class ProcessRoutes extends RouteBuilder {

    /** Records are done in any order and by other threads than the one that polls. */
    private static final String UNORDERED = "kafkaClientFactory=#unorderedKafka&kafkaManualCommitFactory=#unorderedKafka";

    private final Lanes lanes;

    public ProcessRoutes(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void configure() {
        sortJobs();
        sortJob();
        lanes.running().forEach(this::takeJobs);
        runJob();
        tryEffect();
        giveUp();
        announceOutcome();
        tellWork();
    }

    private void sortJobs() {
        from("kafka:" + Topics.IMAGE_PROCESS + "?groupId=pixpro-process")
            .routeId("process-sort-jobs").routeGroup("process")
            .routeDescription("Puts jobs that are in no lane into theirs; one that no lane can run is given up")
            .routeConfigurationId(FailurePolicies.TOPIC)
            .process("keepCommit")
            .filter().method("lanes", isIn(Lanes.SORTING))
                .bean("eventCodec", "decode")
                .filter(simple("${body.job} != null"))
                    .setVariable("event", body())
                    .to("direct:process-sort-job")
                .end()
            .end()
            .process("commitOffset");
    }

    private void sortJob() {
        from("direct:process-sort-job")
            .routeId("process-sort-job").routeGroup("process")
            .routeDescription("Sorts one job, or ends it with the result that an earlier one had")
            .routeConfigurationId(FailurePolicies.JOB)
            .setVariable("startedAt", method("jobs", "now"))
            .setVariable("attempts", constant(0))
            .bean("jobSorting", "sort(${variable.event}, ${variable.startedAt})")
            .to("direct:process-announce-outcome");
    }

    private void takeJobs(String lane) {
        ExecutorService workers = getContext().getExecutorServiceManager()
            .newFixedThreadPool(this, "process-" + lane, lanes.workers(lane));
        MeterRegistry meters = getContext().getRegistry().findSingleByType(MeterRegistry.class);
        if (meters != null) {
            // executor.active: jobs in work; executor.queued: jobs of the window that no worker has begun
            new ExecutorServiceMetrics(workers, "process-" + lane, List.of()).bindTo(meters);
        }
        from("kafka:" + Topics.IMAGE_PROCESS + "?groupId=pixpro-process-" + lane + "&" + UNORDERED)
            .routeId("process-take-" + lane + "-jobs").routeGroup("process")
            .routeDescription("Takes the jobs that need “" + lane + "” and hands each to a worker, which commits its record")
            .routeConfigurationId(FailurePolicies.TOPIC)
            .process("keepCommit")
            .choice()
                .when().method("lanes", isIn(lane))
                    .bean("eventCodec", "decode")
                    .wireTap("direct:process-run-job").executorService(workers).end()
                .otherwise()
                    .process("commitOffset")
            .end();
    }

    private static String isIn(String lane) {
        return "isIn('" + lane + "', ${header." + Lanes.HEADER + "})";
    }

    private void runJob() {
        from("direct:process-run-job")
            .routeId("process-run-job").routeGroup("process")
            .routeDescription("Runs the job's next effect and stores its result; a job that cannot succeed is given up")
            .routeConfigurationId(FailurePolicies.JOB)
            .setVariable("event", body())
            .process("takeInHand")
            .log("job_taken job=${body.job.id} image=${body.image.id} effect=${body.next.effect}")
            .setVariable("startedAt", method("jobs", "now"))
            .setVariable("attempts", constant(0))
            .setVariable("effect", method("jobs", "effectOf(${variable.event})"))
            .bean("jobProgress", "report(${variable.event}, 0, null)")
            .to("direct:process-try-effect")
            .bean("jobs", "finish(${variable.event}, ${body}, ${variable.startedAt}, ${variable.attempts})")
            .to("direct:process-announce-outcome")
            .process("commitOffset");
    }

    private void tryEffect() {
        from("direct:process-try-effect")
            .routeId("process-try-effect").routeGroup("process")
            .routeDescription("One try: the effect's YAML route, which asks a model through " + Doors.ASK_MODEL)
            .setVariable("attempts", simple("${variable.attempts}++", Integer.class))
            .process("forgetQuestion")
            .toD("direct:effect-${variable.effect}");
    }

    private void giveUp() {
        from("direct:process-give-up")
            .routeId("process-give-up").routeGroup("process")
            .routeDescription("Ends a job that failed, with a code, a sentence and the number of attempts")
            .log("job_given_up job=${variable.event.job.id} attempts=${variable.attempts} cause=${exception}")
            .bean("jobs", "giveUp(${variable.event}, ${exception}, ${variable.startedAt}, ${variable.attempts})")
            .process("tellWhereItFailed")
            .to("direct:process-announce-outcome");
    }

    /** What came of a record: the job's end, or the job once more, for its next step. */
    private void announceOutcome() {
        from("direct:process-announce-outcome")
            .routeId("process-announce-outcome").routeGroup("process")
            .routeDescription("Announces how the job ended or that it goes on, if its record is still held here")
            .routeConfigurationId(FailurePolicies.ANNOUNCE)
            .filter(new RecordHeld())
                .removeHeaders("*")
                .setHeader(KafkaConstants.KEY, simple("${body.image.id}"))
                .setVariable("end", body())
                .choice()
                    .when(simple("${variable.end.type} == 'image.processed'"))
                        .bean("eventCodec", "encode").to("kafka:" + Topics.IMAGE_PROCESSED)
                    .when(simple("${variable.end.type} == 'image.failed'"))
                        .bean("eventCodec", "encode").to("kafka:" + Topics.IMAGE_PROCESSED_ERROR)
                    .otherwise()
                        .setHeader(Lanes.HEADER, method("lanes", "of(${body})"))
                        .bean("eventCodec", "encode").to("kafka:" + Topics.IMAGE_PROCESS)
                .end()
                .log("job_announced job=${variable.end.job.id} type=${variable.end.type}")
                .bean("steps", "cleanUp(${variable.end})")
            .end();
    }

    private void tellWork() {
        from("timer:tell-work?period=" + WorkBoard.HEARTBEAT.toMillis())
            .routeId("process-tell-work").routeGroup("process")
            .routeDescription("Tells over Redis which jobs this instance works on")
            .bean("workBoard", "tell");
    }
}
