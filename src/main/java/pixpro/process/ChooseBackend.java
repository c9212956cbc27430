package pixpro.process;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import pixpro.effect.CatalogueEntry;
import pixpro.effect.EffectCatalogue;
import pixpro.event.ImageQueued;

/** The step that finds who does an effect now: anew for each try, since another may be up by then. */
public class ChooseBackend implements Processor {

    private final EffectCatalogue effects;
    private final BackendRegistry backends;

    public ChooseBackend(EffectCatalogue effects, BackendRegistry backends) {
        this.effects = effects;
        this.backends = backends;
    }

    @Override
    public void process(Exchange exchange) throws JobFailedException {
        String effect = exchange.getVariable("event", ImageQueued.class).next().effect();
        String model = exchange.getVariable("model", String.class);
        if (model == null) {
            throw new JobFailedException("broken-effect", "The effect " + effect + " names no model.");
        }
        String capability = exchange.getVariable("capability", String.class);
        String named = exchange.getVariable("backend", String.class);
        exchange.setVariable(
                "call",
                named != null
                        ? backends.chooseNamed(named, model)
                        : backends.choose(capability == null ? capability(effect) : capability, model));
    }

    private String capability(String effect) throws JobFailedException {
        return effects.find(effect)
                .map(CatalogueEntry::capability)
                .orElseThrow(() ->
                        new JobFailedException("unknown-effect", "The effect " + effect + " is no longer available."));
    }
}
