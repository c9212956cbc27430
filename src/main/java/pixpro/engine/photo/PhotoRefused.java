package pixpro.engine.photo;

/** A picture that is not processed, with a sentence that says why and may be shown to whoever sent it. */
public final class PhotoRefused extends RuntimeException {
    public PhotoRefused(String reason) {
        super(reason);
    }

    PhotoRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
