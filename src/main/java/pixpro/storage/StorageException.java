package pixpro.storage;

import java.io.IOException;

/** Object storage cannot be reached, or refuses what should work; worth another try once it is well again. */
public class StorageException extends IOException {

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
