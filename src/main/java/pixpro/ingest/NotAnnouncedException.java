package pixpro.ingest;

/** An image that is certainly not on the log. */
public class NotAnnouncedException extends Exception {

    public NotAnnouncedException(String message) {
        super(message);
    }
}
