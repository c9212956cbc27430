package routes;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import pixpro.http.ProblemException;

/**
 * Who is in which room of this instance, what is told there, and when somebody has to go. The rooms do not care how a
 * socket is held: {@link SocketRoutes} and {@link SocketIoRoutes} do.
 */
@Component
public class RoomRoutes extends RouteBuilder {

    @Override
    public void configure() {
        admit();
        renew();
        release();
        hearAnnouncements();
        tellAdmins();
        sweep();
        watchRights();
    }

    /** Of both kinds. The same policy as over HTTP; the token has been taken from wherever a client of the kind puts it. */
    private void admit() {
        from("direct:notify-admit-socket")
            .routeId("notify-admit-socket").routeGroup("notify")
            .routeDescription("Lets a socket in by its token and sends what it missed")
            .policy("userPolicy")
            .process("knowLogin")
            .bean("rooms", "join(${header.pixproSocket}, ${exchangeProperty.pixproLogin}, ${header.pixproAfter})");
    }

    /** The same policy again: a new token has to hold as the first one did, and to be the same person's. */
    private void renew() {
        from("direct:notify-renew-login")
            .routeId("notify-renew-login").routeGroup("notify")
            .routeDescription("Lets a socket stay until its owner's new token ends")
            .policy("userPolicy")
            .process("knowLogin")
            .bean("rooms", "renew(${header.pixproSocket}, ${exchangeProperty.pixproLogin})");
    }

    private void release() {
        from("direct:notify-release-socket")
            .routeId("notify-release-socket").routeGroup("notify")
            .routeDescription("Takes a socket that is gone out of its room")
            .bean("rooms", "leave(${header.pixproSocket})");
    }

    private void hearAnnouncements() {
        from("spring-redis:{{pixpro.redis.host}}:{{pixpro.redis.port}}?command=SUBSCRIBE&channels=pixpro:notifications"
                + "&listenerContainer=#announcementListener&redisTemplate=#stringRedisTemplate"
                + "&serializer=#stringRedisSerializer")
            .routeId("notify-hear-announcements").routeGroup("notify")
            .routeDescription("Hears what any instance announced and tells this instance's sockets of the owner")
            .errorHandler(defaultErrorHandler())
            .onException(IllegalArgumentException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "ignored what is no announcement reason=${exception.message}")
            .end()
            .bean("announcement", "decode")
            .bean("rooms", "tell");
    }

    private void tellAdmins() {
        from("timer:tell-admins?period=2000")
            .routeId("notify-tell-admins").routeGroup("notify")
            .routeDescription("Tells the sockets of admins how things are")
            .errorHandler(defaultErrorHandler())
            .onException(ProblemException.class)
                .handled(true)
                .log(LoggingLevel.DEBUG, "admins are not told reason=${exception.message}")
            .end()
            .filter().method("rooms", "hasAdmins")
                .bean("kpiQueries", "read(null, null, null)")
                .bean("rooms", "tellAdmins")
            .end();
    }

    private void sweep() {
        from("timer:sweep-sockets?period=1000")
            .routeId("notify-sweep-sockets").routeGroup("notify")
            .routeDescription("Closes sockets whose login has ended and sends what an announcement did not bring")
            .bean("rooms", "sweep");
    }

    /** Not upon news but by the clock: whoever must not hear anything any more must not wait for it either. */
    private void watchRights() {
        from("timer:watch-rights?period=1500")
            .routeId("notify-watch-rights").routeGroup("notify")
            .routeDescription("Closes sockets of people who were logged out, disabled or stripped of a role")
            .bean("rightsWatch", "look");
    }
}
