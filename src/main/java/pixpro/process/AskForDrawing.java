package pixpro.process;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step that turns the detections a model found into the question to have them drawn into the picture. */
public class AskForDrawing implements Processor {

    /** A model of the vision engine. */
    private static final String MODEL = "draw-detections";

    private static final String CAPABILITY = "vision";

    private final ForgetQuestion forget = new ForgetQuestion();

    @Override
    public void process(Exchange exchange) {
        ModelAnswer found = exchange.getMessage().getBody(ModelAnswer.class);
        forget.process(exchange);
        exchange.setVariable(KeepDrawing.FOUND, found);
        exchange.setVariable("model", MODEL);
        exchange.setVariable("capability", CAPABILITY);
        exchange.setVariable("options", Map.of("detections", found.text()));
    }
}
