package pixpro.process;

import java.net.URI;
import pixpro.process.BackendSettings.Backend;

/**
 * Who is asked.
 *
 * @param backend the backend's name
 * @param settings of the backend
 * @param model the model's name
 * @param digest of the model, as the backend last told it; null if it does not have the model, or has told nothing
 * @param missing whether the backend is known to be without the model
 */
public record ModelCall(String backend, Backend settings, String model, String digest, boolean missing) {

    /** @return the backend's address */
    public URI url() {
        return settings.url();
    }

    /** @return whether the model has to be downloaded first, and may be */
    public boolean isToBePulled() {
        return missing && settings.pull();
    }
}
