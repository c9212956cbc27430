package pixpro.process;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.event.ImageEvent;
import pixpro.event.ImageQueued;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/** The pictures between the steps of a chain. */
public class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final ObjectStorage storage;

    public Steps(ObjectStorage storage) {
        this.storage = storage;
    }

    /**
     * Removes them once the job's end is announced. A picture that cannot be removed is nobody's, and harms nobody.
     *
     * @param event what was announced
     */
    public void cleanUp(ImageEvent event) {
        if (event instanceof ImageQueued || !event.job().isChain()) {
            return;
        }
        for (int done = 1; done < event.job().steps().size(); done++) {
            String key = ObjectKeys.step(event.image().id(), event.job().id(), done);
            try {
                storage.delete(key);
            } catch (IOException e) {
                LOG.warn("step_left key={} cause={}", key, e.getMessage());
            }
        }
    }
}
