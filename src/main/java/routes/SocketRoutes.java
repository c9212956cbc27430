package routes;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The sockets of this instance: who is let in, what they hear, when they have to go. */
@Component
public class SocketRoutes extends RouteBuilder {

    private static final String KEY = "${header.CamelWebsocketJsr356ConnectionKey}";
    private static final String EVENT = "${header.CamelWebsocketJsr356Event}";

    @Override
    public void configure() {
        takeEvents();
        admit();
        answerPing();
        hearAnnouncements();
        sendToSocket();
        sweep();
    }

    private void takeEvents() {
        from("websocket-jsr356:/ws?fireConnectionEvents=true&subprotocols=pixpro&queryParameters=after&sendQueueSize=1200")
            .routeId("notify-take-socket-events").routeGroup("notify")
            .routeDescription("Takes what happens on sockets: opened, a message, closed")
            // no failure policy: a refusal goes back to the component, which closes the socket with 1008
            .choice()
                .when(simple(EVENT + " == 'OPEN'"))
                    .to("direct:notify-admit-socket")
                .when(simple(EVENT + " == 'MESSAGE'"))
                    .to("direct:notify-answer-ping")
                .otherwise()
                    .bean("rooms", "leave(" + KEY + ")")
            .end();
    }

    /** The same policy as over HTTP: the token comes in the handshake's Authorization header or as a subprotocol. */
    private void admit() {
        from("direct:notify-admit-socket")
            .routeId("notify-admit-socket").routeGroup("notify")
            .routeDescription("Lets a socket in by its token and sends what it missed")
            .setProperty("CamelKeycloakAccessToken", header("CamelWebsocketJsr356BearerToken"))
            .removeHeaders("CamelWebsocketJsr356BearerToken|CamelWebsocketJsr356Authorization")
            .policy("userPolicy")
            .process("knowCaller")
            .bean("rooms", "join(" + KEY + ", ${exchangeProperty.pixproCaller}, "
                + "${exchangeProperty.CamelKeycloakVerifiedToken.expiresAt}, "
                + "${header.CamelWebsocketJsr356QueryParameters[after]})");
    }

    private void answerPing() {
        from("direct:notify-answer-ping")
            .routeId("notify-answer-ping").routeGroup("notify")
            .routeDescription("Answers a ping and ignores whatever else a client says")
            .filter().method("pings", "isPing(${body})")
                .setBody(constant("pong"))
                .to("websocket-jsr356:/ws")
            .end();
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

    private void sendToSocket() {
        from("direct:notify-send-to-socket")
            .routeId("notify-send-to-socket").routeGroup("notify")
            .routeDescription("Sends a message to one socket, or closes it")
            .to("websocket-jsr356:/ws");
    }

    private void sweep() {
        from("timer:sweep-sockets?period=1000")
            .routeId("notify-sweep-sockets").routeGroup("notify")
            .routeDescription("Closes sockets whose login has ended and sends what an announcement did not bring")
            .bean("rooms", "sweep");
    }
}
