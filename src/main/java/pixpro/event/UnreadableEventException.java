package pixpro.event;

/** A record that is not one of PixPro's events: not JSON, not a CloudEvent, of an unknown type, or with holes. */
public class UnreadableEventException extends Exception {

    public UnreadableEventException(String message) {
        super(message);
    }

    public UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
