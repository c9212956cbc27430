package pixpro.local;

/** Why the local stack cannot run, in words for the person at the terminal. */
public class LocalStackException extends RuntimeException {

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
