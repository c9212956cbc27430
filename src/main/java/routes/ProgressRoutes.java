package routes;

import static org.apache.camel.LoggingLevel.DEBUG;
import static org.apache.camel.LoggingLevel.WARN;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How far jobs are: told live or not at all. Nothing here is kept, tried again or waited for. */
@Component
public class ProgressRoutes extends RouteBuilder {

    @Override
    public void configure() {
        announceProgress();
        hearProgress();
    }

    private void announceProgress() {
        from(Doors.TELL_PROGRESS)
            .routeId("notify-announce-progress").routeGroup("notify")
            .routeDescription("Announces how far a job is to every instance over Redis, while that is news")
            .errorHandler(defaultErrorHandler().logExhausted(false))
            // twice a second for each job: that Redis is away is logged by who listens
            .onException(DataAccessException.class)
                .handled(true)
                .log(DEBUG, "progress is not announced reason=${exception.message}")
            .end()
            .filter().method("progressAnnouncement", "isFresh")
                .setHeader("CamelRedis.Channel", constant("pixpro:progress"))
                .setHeader("CamelRedis.Message").method("progressAnnouncement", "encode")
                .to("spring-redis:{{pixpro.redis.host}}:{{pixpro.redis.port}}?command=PUBLISH&redisTemplate=#stringRedisTemplate")
            .end();
    }

    /** On a thread of its own, which drops what it cannot keep up with: the news of the inbox never stands behind it. */
    private void hearProgress() {
        from("spring-redis:{{pixpro.redis.host}}:{{pixpro.redis.port}}?command=SUBSCRIBE&channels=pixpro:progress"
                + "&listenerContainer=#progressListener&redisTemplate=#stringRedisTemplate"
                + "&serializer=#stringRedisSerializer")
            .routeId("notify-hear-progress").routeGroup("notify")
            .routeDescription("Hears how far a job is and tells this instance's sockets of the owner")
            .errorHandler(defaultErrorHandler())
            .onException(IllegalArgumentException.class)
                .handled(true)
                .log(WARN, "ignored what is no progress reason=${exception.message}")
            .end()
            .bean("progressAnnouncement", "decode")
            .bean("rooms", "tellProgress");
    }
}
