package pixpro.process;

import java.io.IOException;

/** A backend did not answer as it should; another try may succeed. */
public class BackendException extends IOException {

    private final String backend;

    public BackendException(String backend, String message, Throwable cause) {
        super(message, cause);
        this.backend = backend;
    }

    /** @return the backend's configured name */
    public String backend() {
        return backend;
    }
}
