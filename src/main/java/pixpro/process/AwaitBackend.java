package pixpro.process;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.effect.EffectCatalogue;
import pixpro.effect.Waiting;
import pixpro.event.ImageQueued;
import pixpro.health.Closing;

/**
 * The step in which a job waits until a backend takes calls, however long that is. Its record stays open, so that a
 * PixPro that dies meanwhile leaves it to the next; and it waits in the lane of its capability, in nobody else's way.
 */
public class AwaitBackend implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitBackend.class);

    /** Long enough to cost nothing, short enough for a quick shutdown. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final EffectCatalogue effects;
    private final BackendRegistry backends;
    private final Closing closing;

    public AwaitBackend(EffectCatalogue effects, BackendRegistry backends, Closing closing) {
        this.effects = effects;
        this.backends = backends;
        this.closing = closing;
    }

    @Override
    public void process(Exchange exchange) throws BackendAwayException, InterruptedException {
        ImageQueued event = exchange.getVariable("event", ImageQueued.class);
        String named = exchange.getVariable("backend", String.class);
        String capability = exchange.getVariable("capability", String.class);
        boolean told = false;
        if (closing.hasBegun()) {
            // its record stays open, and whoever has the lane next runs it from its beginning
            throw new BackendAwayException("PixPro stops before the call");
        }
        for (Optional<Waiting> waiting = waiting(event, named, capability);
                waiting.isPresent();
                waiting = waiting(event, named, capability)) {
            Waiting why = waiting.get();
            if (!told) {
                told = true;
                LOG.info(
                        "job_waits job={} backend={} reason={} since={}",
                        event.job().id(),
                        why.backend(),
                        why.reason(),
                        why.since());
            }
            if (closing.hasBegun() || exchange.getContext().isStopping()) {
                throw new BackendAwayException("PixPro stops while the job waits for " + why.backend());
            }
            backends.awaitChange(LOOK);
        }
    }

    private Optional<Waiting> waiting(ImageQueued event, String named, String capability) {
        if (named != null) {
            return backends.names().contains(named) ? backends.health(named).obstacle() : Optional.empty();
        }
        if (capability != null) {
            return backends.waiting(capability);
        }
        return effects.find(event.next().effect()).flatMap(effect -> backends.waiting(effect.capability()));
    }
}
