package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * The clients of Socket.IO. They are let in to the same rooms by the same door as plain sockets: see {@link RoomRoutes}.
 * What they send by polling comes in by the servlet beside these routes.
 */
@Component
public class SocketIoRoutes extends RouteBuilder {

    private static final String KEY = "${header.CamelWebsocketJsr356ConnectionKey}";
    private static final String EVENT = "${header.CamelWebsocketJsr356Event}";

    @Override
    public void configure() {
        takeFrames();
        sendFrame();
        answerClient();
        sendToClient();
    }

    private void takeFrames() {
        from("websocket-jsr356:/socket.io/?fireConnectionEvents=true&queryParameters=EIO,transport,sid"
                // a message as large as is taken, and its packet around it; Engine.IO has pings of its own, and no client
                // is silent longer than one lasts
                + "&maxMessageSize={{pixpro.socketio.max-message-bytes}}&pingInterval=0&idleTimeout=90000"
                + "&sendQueueSize=1200&sendQueueLength=4194304")
            .routeId("notify-take-frames").routeGroup("notify")
            .routeDescription("Takes the WebSocket frames that carry Socket.IO")
            .choice()
                .when(simple(EVENT + " == 'OPEN'"))
                    .bean("socketIoFrames", "opened(" + KEY + ", ${header.CamelWebsocketJsr356QueryParameters})")
                .when(simple(EVENT + " == 'MESSAGE'"))
                    .bean("socketIoFrames", "frame(" + KEY + ", ${body})")
                .otherwise()
                    .bean("socketIoFrames", "closed(" + KEY + ")")
            .end();
    }

    private void sendFrame() {
        from("direct:notify-send-frame")
            .routeId("notify-send-frame").routeGroup("notify")
            .routeDescription("Sends a WebSocket frame that carries Socket.IO, or closes its connection")
            .to("websocket-jsr356:/socket.io/");
    }

    /** Its failure is the acknowledgement's: a client that may not do something is told so. */
    private void answerClient() {
        from("direct:notify-answer-client")
            .routeId("notify-answer-client").routeGroup("notify")
            .routeDescription("Answers what a client says in the acknowledgement")
            .choice()
                .when(simple("${header.pixproEvent} == 'login'"))
                    .setProperty("CamelKeycloakAccessToken").method("clientEvents", "token(${body})")
                    .to("direct:notify-renew-login")
                    .bean("clientEvents", "renewed(${body})")
                .otherwise()
                    .bean("clientEvents", "answer(${header.pixproEvent}, ${body})")
            .end();
    }

    private void sendToClient() {
        from("direct:notify-send-to-client")
            .routeId("notify-send-to-client").routeGroup("notify")
            .routeDescription("Sends an event to one client, or ends its socket")
            .choice()
                .when(header("CamelWebsocketJsr356CloseCode").isNull())
                    .bean("socketIoServer", "send(${header.pixproSocket}, ${header.pixproEvent}, ${body})")
                .otherwise()
                    .bean("socketIoServer", "close(${header.pixproSocket}, ${header.CamelWebsocketJsr356CloseCode}, "
                        + "${header.CamelWebsocketJsr356CloseReason})")
            .end();
    }
}
