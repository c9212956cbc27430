package pixpro.process;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step that puts together who found the detections and the picture in which they are drawn. */
public class KeepDrawing implements Processor {

    /** Variable: the answer whose detections are drawn. */
    static final String FOUND = "found";

    @Override
    public void process(Exchange exchange) {
        ModelAnswer found = exchange.getVariable(FOUND, ModelAnswer.class);
        ModelAnswer drawn = exchange.getMessage().getBody(ModelAnswer.class);
        exchange.getMessage()
                .setBody(
                        new ModelAnswer(found.backend(), found.model(), found.digest(), found.text(), drawn.picture()));
    }
}
