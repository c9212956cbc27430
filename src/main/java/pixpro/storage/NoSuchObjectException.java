package pixpro.storage;

import java.io.IOException;

/** Nothing is stored under the key. */
public class NoSuchObjectException extends IOException {

    public NoSuchObjectException(String key, Throwable cause) {
        super("no object " + key, cause);
    }
}
