package routes;

import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import pixpro.http.ProblemException;
import pixpro.notify.SocketMessages;

/** Plain sockets at {@code /ws}: what comes from them and goes to them. Who is let in, and hears what: {@link RoomRoutes}. */
@Component
public class SocketRoutes extends RouteBuilder {

    private static final String EVENT = "${header.CamelWebsocketJsr356Event}";

    @Override
    public void configure() {
        takeEvents();
        answer();
        sendToSocket();
    }

    private void takeEvents() {
        from("websocket-jsr356:/ws?fireConnectionEvents=true&subprotocols=pixpro&queryParameters=after&sendQueueSize=1200")
            .routeId("notify-take-socket-events").routeGroup("notify")
            .routeDescription("Takes what happens on sockets: opened, a message, closed")
            // no failure policy: a refusal goes back to the component, which closes the socket with 1008
            .setHeader("pixproSocket", header("CamelWebsocketJsr356ConnectionKey"))
            .choice()
                .when(simple(EVENT + " == 'OPEN'"))
                    .setProperty("CamelKeycloakAccessToken", header("CamelWebsocketJsr356BearerToken"))
                    .removeHeaders("CamelWebsocketJsr356BearerToken|CamelWebsocketJsr356Authorization")
                    .setHeader("pixproAfter", simple("${header.CamelWebsocketJsr356QueryParameters[after]}"))
                    .to("direct:notify-admit-socket")
                .when(simple(EVENT + " == 'MESSAGE'"))
                    .to("direct:notify-answer-socket")
                .otherwise()
                    .to("direct:notify-release-socket")
            .end();
    }

    /** Whatever a client says that is none of these is ignored. */
    private void answer() {
        from("direct:notify-answer-socket")
            .routeId("notify-answer-socket").routeGroup("notify")
            .routeDescription("Answers a ping, and a new login")
            .errorHandler(defaultErrorHandler().logExhausted(false))
            .onException(CamelAuthorizationException.class, ProblemException.class)
                .handled(true)
                .setBody().method("socketMessages", "refused(${exception.message})")
                .to("websocket-jsr356:/ws")
            .end()
            .choice()
                .when().method("socketMessages", "isPing(${body})")
                    .setBody(constant(SocketMessages.PONG))
                    .to("websocket-jsr356:/ws")
                .when().method("socketMessages", "isLogin(${body})")
                    .setProperty("CamelKeycloakAccessToken").method("socketMessages", "token(${body})")
                    .to("direct:notify-renew-login")
                    .setBody().method("socketMessages", "renewed(${body})")
                    .to("websocket-jsr356:/ws")
            .end();
    }

    private void sendToSocket() {
        from("direct:notify-send-to-socket")
            .routeId("notify-send-to-socket").routeGroup("notify")
            .routeDescription("Sends a message to one socket, or closes it")
            .to("websocket-jsr356:/ws");
    }
}
