package pixpro.rebuild;

/** A rebuild that cannot be begun, or not be relied on; the message tells an operator what to do. */
public class RebuildRefusedException extends Exception {

    public RebuildRefusedException(String message) {
        super(message);
    }

    public RebuildRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
