package pixpro.failure;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;
import pixpro.event.ImageFailed;

/** Completes a dead letter with the stage and the route that it is from. */
@Component("tellWhereItFailed")
public class TellWhereItFailed implements Processor {

    @Override
    public void process(Exchange exchange) {
        // a job that begins again has not failed
        if (exchange.getMessage().getBody() instanceof ImageFailed letter) {
            exchange.getMessage()
                    .setBody(letter.in(QuarantineDuty.stageOf(exchange), CamelFailedRoutes.routeOf(exchange)));
        }
    }
}
