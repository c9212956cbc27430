package pixpro.effect;

import java.util.SortedSet;
import pixpro.event.ImageQueued;

/**
 * The lanes of jobs: one per capability, so that jobs that wait for one model server are in nobody else's way, and one
 * where jobs are sorted into the others. A record of {@code image-process} says in its header which lane it is in; one
 * that does not, or names a lane that is not there, is to be sorted.
 */
public class Lanes {

    /** Wire header, text: the record's lane. Set by whoever announces a job. */
    public static final String HEADER = "pixpro-lane";

    /** Where jobs are put into their lane, or end at once with a result that is there already. */
    public static final String SORTING = "sorting";

    private final EffectCatalogue effects;
    private final Capabilities backends;

    public Lanes(EffectCatalogue effects, Capabilities backends) {
        this.effects = effects;
        this.backends = backends;
    }

    /** @return the lanes in which jobs are run */
    public SortedSet<String> running() {
        return backends.offered();
    }

    /**
     * @param lane one in which jobs are run
     * @return how many of them this instance runs at once
     */
    public int workers(String lane) {
        return backends.concurrency(lane);
    }

    /**
     * @param event a job that is to be announced
     * @return its lane
     */
    public String of(ImageQueued event) {
        return event.job() == null || event.past() != null ? SORTING : ofNextStep(event);
    }

    /**
     * @param event a job
     * @return the lane in which its next step is run; {@link #SORTING} if there is none, for then the job can only fail
     */
    public String ofNextStep(ImageQueued event) {
        return effects.find(event.next().effect())
                .map(CatalogueEntry::capability)
                .filter(backends::isOffered)
                .orElse(SORTING);
    }

    /**
     * @param lane this one
     * @param header of a record, from anybody; null if it has none
     * @return whether the record is in the lane
     */
    public boolean isIn(String lane, String header) {
        boolean known = header != null && backends.isOffered(header);
        return known ? header.equals(lane) : SORTING.equals(lane);
    }
}
