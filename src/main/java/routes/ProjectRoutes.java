package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import pixpro.event.Topics;

/** The library's read model: whatever the topics say, as documents, with what people changed about them. */
@Component
public class ProjectRoutes extends RouteBuilder {

    private static final String EVENT = "event";

    @Override
    public void configure() {
        project("project-queued-image", Topics.IMAGE_PROCESS, "Makes the library know an image and its waiting job");
        project("project-processed-image", Topics.IMAGE_PROCESSED, "Gives a job its result, or an image its thumbnails");
        project("project-failed-image", Topics.IMAGE_PROCESSED_ERROR, "Gives the job in the library its error");
        catchUp();
        quarantine();
    }

    /** The same steps for each topic: the projection does not depend on which record comes first. */
    private void project(String routeId, String topic, String description) {
        from("kafka:" + topic + "?groupId=pixpro-project")
            .routeId(routeId).routeGroup("project").routeDescription(description)
            .routeConfigurationId(FailurePolicies.TOPIC)
            .bean("eventCodec", "decode")
            .setVariable(EVENT, body())
            .setVariable("owner", simple("${body.image.owner}"))
            .policy("invalidateCache")
                // the job before its image: whoever finds the image finds out what is done with it already
                .filter().method("jobProjection", "concerns")
                    .bean("jobProjection", "writes")
                    .to("mongodb:mongoClient?database={{pixpro.mongodb.database}}&collection=jobs&operation=bulkWrite")
                .end()
                .setBody(variable(EVENT))
                .bean("imageProjection", "writes")
                .to("mongodb:mongoClient?database={{pixpro.mongodb.database}}&collection=images&operation=bulkWrite")
                .setBody(variable(EVENT))
                .bean("listing", "follow")
            .end()
            .process("commitOffset");
    }

    private void catchUp() {
        from("timer:catch-up-edits?delay=5000&period=5000")
            .routeId("project-catch-up-edits").routeGroup("project")
            .routeDescription("Takes over into the library what somebody changed and died before it was taken over")
            .bean("listing", "catchUp");
    }

    private void quarantine() {
        from("direct:project-quarantine-record")
            .routeId("project-quarantine-record").routeGroup("project")
            .routeDescription("Puts a record that nobody can read aside as it was, and does not return before Kafka has it")
            .routeConfigurationId(FailurePolicies.QUARANTINE)
            .process("quarantineRecord")
            // room for what a record of the largest size gains here, and for what its sender had compressed
            .to("kafka:" + Topics.IMAGE_QUARANTINE + "?maxRequestSize=16777216&compressionCodec=gzip")
            .log("record_quarantined key=${header.kafka.KEY}");
    }
}
