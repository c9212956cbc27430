package pixpro.work;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import pixpro.event.ImageQueued;

/** Step of a route whose body is a job: the job is in hand until the exchange ends, however it ends. */
public class TakeInHand implements Processor {

    private final WorkInHand work;

    public TakeInHand(WorkInHand work) {
        this.work = work;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Runnable end = work.begin(exchange.getMessage().getMandatoryBody(ImageQueued.class));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                end.run();
            }
        });
    }
}
