package pixpro.ingest;

import java.util.Optional;
import pixpro.event.JobResult;

/** Results that are there already. */
public interface PastResults {

    /**
     * Looks for one, without waiting long: whoever has to wait may as well do the work again.
     *
     * @param owner whose
     * @param reuseKey what was to be done, as of {@link pixpro.event.ReuseKey}
     * @return a result that came of it, which says the job in {@code reuseOf}; empty if none is known at the moment
     */
    Optional<JobResult> find(String owner, String reuseKey);
}
