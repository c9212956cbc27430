package routes;

import static org.apache.camel.LoggingLevel.WARN;
import static org.apache.camel.builder.AggregationStrategies.groupedBody;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;
import pixpro.effect.Lanes;
import pixpro.event.Topics;

/** From the upload to the log: 202 is said only of what is stored and acknowledged. */
@Component
public class IngestRoutes extends RouteBuilder {

    @Override
    public void configure() {
        acceptUpload();
        takeFiles();
        storeOriginal();
        announceImage();
        queueAgain();
    }

    private void acceptUpload() {
        from("direct:uploadImages")
            .routeId("ingest-accept-upload").routeGroup("ingest")
            .routeDescription("Reads an upload, has its files taken, and answers with what became of each")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .process("readUpload")
                .to("direct:ingest-take-files")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .process("jsonAnswer")
            .end();
    }

    private void takeFiles() {
        from("direct:ingest-take-files")
            .routeId("ingest-take-files").routeGroup("ingest")
            .routeDescription("Has each file of an upload stored and announced, and says what became of each")
            .setVariable("upload", body())
            .bean("uploadDesk", "orders(${body}, ${exchangeProperty.pixproCaller})")
            .split(body(), groupedBody())
                .setVariable("order", body())
                .doTry()
                    .to("direct:ingest-store-original")
                // not a policy: a failure handled by one would end the whole upload, not this file
                .doCatch(Exception.class)
                    .log(WARN, "image_refused image=${variable.order.event.image.id} cause=${exception.message}")
                    .bean("uploadDesk", "unavailable(${variable.order}, ${exception})")
                .end()
            .end()
            .bean("uploadDesk", "answer(${variable.upload}, ${body})");
    }

    private void storeOriginal() {
        from("direct:ingest-store-original")
            .routeId("ingest-store-original").routeGroup("ingest")
            .routeDescription("Stores one original, then has it announced, each unless that is done already")
            .log("image_taken image=${body.event.image.id} bytes=${body.event.image.bytes} type=${body.event.image.mediaType}")
            .bean("originals", "store")
            .bean("intake", "mayAnnounce")
            .filter(simple("${body.isToAnnounce}"))
                .to("direct:ingest-announce-image")
            .end()
            .bean("uploadDesk", "accepted(${variable.order})");
    }

    private void announceImage() {
        from("direct:ingest-announce-image")
            .routeId("ingest-announce-image").routeGroup("ingest")
            .routeDescription("Announces a stored image on " + Topics.IMAGE_PROCESS + " and waits for the acknowledgement")
            .removeHeaders("*")
            .setHeader(KafkaConstants.KEY, simple("${body.event.image.id}"))
            .setHeader(Lanes.HEADER, method("lanes", "of(${body.event})"))
            .setBody(simple("${body.event}"))
            .bean("eventCodec", "encode")
            .to("kafka:" + Topics.IMAGE_PROCESS)
            .log("image_announced image=${header.kafka.KEY}");
    }

    private void queueAgain() {
        from(Doors.QUEUE_AGAIN)
            .routeId("ingest-queue-again").routeGroup("ingest")
            .routeDescription("Announces the job that does a failed one again, and waits for the acknowledgement")
            .setVariable("order", body())
            .doTry()
                .to("direct:ingest-announce-image")
                .bean("retryDesk", "queued(${variable.order})")
            .doCatch(Exception.class)
                .log(WARN, "retry_refused job=${variable.order.event.job.id} cause=${exception.message}")
                .bean("retryDesk", "refused(${variable.order})")
            .end();
    }
}
