package routes;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;
import pixpro.event.Topics;

/** From the log to the result: takes a job, has its effect ask a model, stores what came of it, and says so. */
@Component
public class ProcessRoutes extends RouteBuilder {

    @Override
    public void configure() {
        takeJob();
        runJob();
        tryEffect();
        giveUp();
        announceEnd();
    }

    private void takeJob() {
        from("kafka:" + Topics.IMAGE_PROCESS + "?groupId=pixpro-process&consumersCount={{pixpro.process.consumers}}")
            .routeId("process-take-job").routeGroup("process")
            .routeDescription("Takes a job and commits its record once the job has ended and its end is announced")
            .routeConfigurationId(FailurePolicies.TOPIC)
            .process("keepCommit")
            .bean("eventCodec", "decode")
            .filter(simple("${body.job} != null"))
                .setVariable("event", body())
                .log("job_taken job=${body.job.id} image=${body.image.id} effect=${body.job.effect}")
                .to("direct:process-run-job")
            .end()
            .process("commitOffset");
    }

    private void runJob() {
        from("direct:process-run-job")
            .routeId("process-run-job").routeGroup("process")
            .routeDescription("Runs the job's effect and stores its result; a job that cannot succeed is given up")
            .routeConfigurationId(FailurePolicies.JOB)
            .setVariable("startedAt", method("jobs", "now"))
            .setVariable("attempts", constant(0))
            .setVariable("effect", method("jobs", "effectOf(${variable.event})"))
            .to("direct:process-try-effect")
            .bean("jobs", "finish(${variable.event}, ${body}, ${variable.startedAt}, ${variable.attempts})")
            .to("direct:process-announce-end");
    }

    private void tryEffect() {
        from("direct:process-try-effect")
            .routeId("process-try-effect").routeGroup("process")
            .routeDescription("One try: the effect's YAML route, which asks a model through " + Doors.ASK_MODEL)
            .setVariable("attempts", simple("${variable.attempts}++", Integer.class))
            .toD("direct:effect-${variable.effect}");
    }

    private void giveUp() {
        from("direct:process-give-up")
            .routeId("process-give-up").routeGroup("process")
            .routeDescription("Ends a job that failed, with a code, a sentence and the number of attempts")
            .log("job_given_up job=${variable.event.job.id} attempts=${variable.attempts} cause=${exception}")
            .bean("jobs", "giveUp(${variable.event}, ${exception}, ${variable.startedAt}, ${variable.attempts})")
            .to("direct:process-announce-end");
    }

    private void announceEnd() {
        from("direct:process-announce-end")
            .routeId("process-announce-end").routeGroup("process")
            .routeDescription("Announces how the job ended, and does not return before Kafka has acknowledged it")
            .routeConfigurationId(FailurePolicies.ANNOUNCE)
            .removeHeaders("*")
            .setHeader(KafkaConstants.KEY, simple("${body.image.id}"))
            .setVariable("end", body())
            .bean("eventCodec", "encode")
            .choice()
                .when(simple("${variable.end.type} == 'image.processed'"))
                    .to("kafka:" + Topics.IMAGE_PROCESSED)
                .otherwise()
                    .to("kafka:" + Topics.IMAGE_PROCESSED_ERROR)
            .end()
            .log("job_ended job=${variable.end.job.id} type=${variable.end.type} attempts=${variable.end.attempts}");
    }
}
