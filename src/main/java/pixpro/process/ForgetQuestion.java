package pixpro.process;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step before an effect asks a model: nothing that was asked before, be it by the try before, is asked along. */
public class ForgetQuestion implements Processor {

    private static final List<String> OF_A_QUESTION = List.of(
            "model",
            "backend",
            "capability",
            "api",
            "prompt",
            "fields",
            "options",
            "format",
            "keepAlive",
            "stream",
            "picture",
            "objection");

    @Override
    public void process(Exchange exchange) {
        OF_A_QUESTION.forEach(exchange::removeVariable);
    }
}
