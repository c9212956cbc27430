package pixpro.process;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step after a call, however it ended: gives its slot back, and lets go of a request that was not sent to its end. */
public class LeaveBackend implements Processor {

    private final BackendSlots slots;

    public LeaveBackend(BackendSlots slots) {
        this.slots = slots;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        slots.leave(exchange.getVariable("call", ModelCall.class));
        if (exchange.getMessage().getBody() instanceof InputStream unsent) {
            exchange.getMessage().setBody(null);
            unsent.close();
        }
    }
}
