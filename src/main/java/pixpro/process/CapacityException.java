package pixpro.process;

import java.io.IOException;
import java.time.Duration;

/** A backend is there, but has no room now. That is nobody's fault: waiting helps, and is no failed try. */
public class CapacityException extends IOException {

    private final String backend;
    private final Duration retryAfter;

    /**
     * @param backend the backend's configured name
     * @param retryAfter how long it asks to be left alone; null if it does not say
     */
    public CapacityException(String backend, Duration retryAfter) {
        super(backend + " has no room at the moment");
        this.backend = backend;
        this.retryAfter = retryAfter;
    }

    public String backend() {
        return backend;
    }

    /** @return how long it asks to be left alone; null if it does not say */
    public Duration retryAfter() {
        return retryAfter;
    }
}
