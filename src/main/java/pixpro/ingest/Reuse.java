package pixpro.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pixpro.effect.CatalogueEntry;
import pixpro.effect.EffectCatalogue;
import pixpro.event.Job;
import pixpro.event.JobResult;
import pixpro.event.ReuseKey;
import pixpro.event.StoredImage;

/** Work is not done twice: finds what came of the same effects on the same original of the same owner. */
public class Reuse {

    private final EffectCatalogue effects;
    private final PastResults results;

    public Reuse(EffectCatalogue effects, PastResults results) {
        this.effects = effects;
        this.results = results;
    }

    /**
     * @param image the original
     * @param job what is to be done with it
     * @return what came of the same before; null if nothing is known of it
     */
    JobResult find(StoredImage image, Job job) {
        return key(image, job).flatMap(key -> results.find(image.owner(), key)).orElse(null);
    }

    /** @return what two jobs have in common that come to the same; empty if an effect's revision is not known */
    Optional<String> key(StoredImage image, Job job) {
        List<ReuseKey.Step> steps = new ArrayList<>();
        for (Job.Step step : job.steps()) {
            String revision =
                    effects.find(step.effect()).map(CatalogueEntry::revision).orElse(null);
            steps.add(new ReuseKey.Step(step.effect(), revision, step.params()));
        }
        return ReuseKey.of(image.sha256(), steps);
    }
}
