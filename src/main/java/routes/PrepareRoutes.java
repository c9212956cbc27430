package routes;

import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;
import pixpro.effect.Lanes;
import pixpro.event.Topics;
import pixpro.failure.RecordHeld;
import pixpro.prepare.AskForThumbnails;

/**
 * From the log to something to show: thumbnails of every image, whatever becomes of its job. By a consumer group of its
 * own, so that neither waits for the other.
 */
@Component
public class PrepareRoutes extends RouteBuilder {

    /** Records are done in any order and by other threads than the one that polls. */
    private static final String UNORDERED = "kafkaClientFactory=#unorderedKafka&kafkaManualCommitFactory=#unorderedKafka";

    private final Lanes lanes;

    public PrepareRoutes(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void configure() {
        // without an engine the images wait in the log for one, as the jobs of a lane do
        if (lanes.running().contains(AskForThumbnails.CAPABILITY)) {
            takeImages();
        }
        makeThumbnails();
        tryThumbnails();
        giveUp();
        announceImage();
    }

    private void takeImages() {
        // half of what the engine takes from this instance: the other half is for effects
        int workers = Math.max(1, lanes.workers(AskForThumbnails.CAPABILITY) / 2);
        ExecutorService pool = getContext().getExecutorServiceManager().newFixedThreadPool(this, "prepare", workers);
        from("kafka:" + Topics.IMAGE_PROCESS + "?groupId=pixpro-prepare&" + UNORDERED)
            .routeId("prepare-take-images").routeGroup("prepare")
            .routeDescription("Takes every image that is new and hands it to a worker, which commits its record")
            .routeConfigurationId(FailurePolicies.TOPIC)
            .process("keepCommit")
            .bean("eventCodec", "decode")
            .choice()
                .when().method("thumbnails", "areWanted")
                    .wireTap("direct:prepare-make-thumbnails").executorService(pool).end()
                .otherwise()
                    .process("commitOffset")
            .end();
    }

    private void makeThumbnails() {
        from("direct:prepare-make-thumbnails")
            .routeId("prepare-make-thumbnails").routeGroup("prepare")
            .routeDescription("Has the vision engine make an image's thumbnails, stores them and says so")
            .routeConfigurationId(FailurePolicies.PREPARE)
            .setVariable("event", method("thumbnails", "order"))
            .setVariable("attempts", constant(0))
            .to("direct:prepare-try-thumbnails")
            .bean("thumbnails", "keep(${variable.event}, ${body})")
            .to("direct:prepare-announce-image")
            .process("commitOffset");
    }

    private void tryThumbnails() {
        from("direct:prepare-try-thumbnails")
            .routeId("prepare-try-thumbnails").routeGroup("prepare")
            .routeDescription("One try, through the door " + Doors.ASK_MODEL)
            .setVariable("attempts", simple("${variable.attempts}++", Integer.class))
            .process("forgetQuestion")
            .process("askForThumbnails")
            .to(Doors.ASK_MODEL);
    }

    private void giveUp() {
        from("direct:prepare-give-up")
            .routeId("prepare-give-up").routeGroup("prepare")
            .routeDescription("Says that an image has no thumbnails, and why, if there still is an image")
            .log("image_not_prepared image=${variable.event.image.id} attempts=${variable.attempts} cause=${exception}")
            .bean("thumbnails", "giveUp(${variable.event}, ${exception}, ${variable.attempts})")
            .filter(simple("${body} != null"))
                .to("direct:prepare-announce-image")
            .end();
    }

    private void announceImage() {
        from("direct:prepare-announce-image")
            .routeId("prepare-announce-image").routeGroup("prepare")
            .routeDescription("Announces what there is to show of an image, if its record is still held here")
            .routeConfigurationId(FailurePolicies.ANNOUNCE)
            .filter(new RecordHeld())
                .removeHeaders("*")
                .setHeader(KafkaConstants.KEY, simple("${body.image.id}"))
                .setVariable("prepared", body())
                .bean("eventCodec", "encode")
                .to("kafka:" + Topics.IMAGE_PROCESSED)
                .log("image_prepared image=${variable.prepared.image.id} thumbnails=${variable.prepared.thumbnails.size}")
            .end();
    }
}
