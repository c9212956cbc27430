package routes;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import pixpro.event.Topics;

/** From events to people: kept in the inbox first, then announced to every instance. Sockets: see {@link RoomRoutes}. */
@Component
public class NotifyRoutes extends RouteBuilder {

    @Override
    public void configure() {
        notifyOwner("notify-queued-image", Topics.IMAGE_PROCESS, "Tells the owner that an image was taken in");
        notifyOwner("notify-processed-image", Topics.IMAGE_PROCESSED, "Tells the owner of a result, or of thumbnails");
        notifyOwner("notify-failed-image", Topics.IMAGE_PROCESSED_ERROR, "Tells the owner that a job was given up");
        announce();
        listNotifications();
    }

    private void notifyOwner(String routeId, String topic, String description) {
        from("kafka:" + topic + "?groupId=pixpro-notify")
            .routeId(routeId).routeGroup("notify").routeDescription(description)
            .routeConfigurationId(FailurePolicies.TOPIC)
            .bean("eventCodec", "decode")
            .filter().method("inbox", "concerns")
                .bean("inbox", "keep")
                .to("direct:notify-announce-notification")
            .end()
            .process("commitOffset");
    }

    /** Best effort: what Redis does not carry is read from the inbox when the client comes back. */
    private void announce() {
        from("direct:notify-announce-notification")
            .routeId("notify-announce-notification").routeGroup("notify")
            .routeDescription("Announces a kept notification to every instance over Redis")
            .errorHandler(defaultErrorHandler().logExhausted(false))
            .onException(DataAccessException.class)
                .continued(true)
                .log(LoggingLevel.WARN, "not announced, kept in the inbox id=${variable.kept.notification.id} "
                    + "reason=${exception.message}")
            .end()
            .setVariable("kept", body())
            .setHeader("CamelRedis.Channel", constant("pixpro:notifications"))
            .setHeader("CamelRedis.Message").method("announcement", "encode")
            .to("spring-redis:{{pixpro.redis.host}}:{{pixpro.redis.port}}?command=PUBLISH&redisTemplate=#stringRedisTemplate")
            .removeHeaders("CamelRedis*");
    }

    private void listNotifications() {
        from("direct:listNotifications")
            .routeId("notify-list-notifications").routeGroup("notify")
            .routeDescription("Lists what the caller was told after a given event, oldest first")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("inboxQueries", "list(${exchangeProperty.pixproCaller}, ${header.after}, ${header.limit})")
                .process("jsonAnswer")
            .end();
    }
}
