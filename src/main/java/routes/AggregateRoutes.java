package routes;

import com.mongodb.MongoException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import pixpro.event.Topics;

/** From events to KPIs: facts per job first, then every minute they touch is computed anew. */
@Component
public class AggregateRoutes extends RouteBuilder {

    private static final String EVENT = "event";

    @Override
    public void configure() {
        keepFacts("aggregate-queued-image", Topics.IMAGE_PROCESS, "Keeps that a job was taken in");
        keepFacts("aggregate-processed-image", Topics.IMAGE_PROCESSED, "Keeps that a job ended well, and how long it took");
        keepFacts("aggregate-failed-image", Topics.IMAGE_PROCESSED_ERROR, "Keeps that a job was given up");
        recomputeMinutes();
        measureBacklog();
    }

    /** Facts before marks: whoever sees the mark then finds the fact. */
    private void keepFacts(String routeId, String topic, String description) {
        from("kafka:" + topic + "?groupId=pixpro-aggregate")
            .routeId(routeId).routeGroup("aggregate").routeDescription(description)
            .routeConfigurationId(FailurePolicies.TOPIC)
            .bean("eventCodec", "decode")
            .setVariable(EVENT, body())
            .filter().method("jobFacts", "concerns")
                .bean("jobFacts", "writes")
                .to("mongodb:mongoClient?database={{pixpro.mongodb.database}}&collection=job_facts&operation=bulkWrite")
                .setBody(variable(EVENT))
                .bean("dirtyMinutes", "marks")
                .to("mongodb:mongoClient?database={{pixpro.mongodb.database}}&collection=kpi_minutes&operation=bulkWrite")
            .end()
            .process("commitOffset");
    }

    private void recomputeMinutes() {
        from("timer:recompute-minutes?period=1000")
            .routeId("aggregate-recompute-minutes").routeGroup("aggregate")
            .routeDescription("Computes every marked minute anew from its facts")
            .errorHandler(defaultErrorHandler())
            // nothing is lost by waiting: the marks stay, and the next tick comes in a second
            .onException(MongoException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "minutes wait for MongoDB reason=${exception.message}")
            .end()
            .bean("minuteRollups", "recompute");
    }

    private void measureBacklog() {
        from("timer:measure-backlog?period=10000")
            .routeId("aggregate-measure-backlog").routeGroup("aggregate")
            .routeDescription("Looks how long the oldest job that has not ended has been waiting, for the metrics")
            .errorHandler(defaultErrorHandler())
            .onException(MongoException.class)
                .handled(true)
                .log(LoggingLevel.DEBUG, "backlog waits for MongoDB reason=${exception.message}")
            .end()
            .bean("backlog", "measure");
    }
}
