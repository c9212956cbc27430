package pixpro.image;

/** A file that PixPro does not take as an image; the message is a sentence for the person who sent it. */
public class UnfitImageException extends Exception {

    /** Why a file is unfit, with the name and HTTP status under which a client learns it. */
    public enum Reason {
        EMPTY("empty-file", 422),
        NOT_AN_IMAGE("not-an-image", 415),
        UNSUPPORTED("unsupported-image", 415),
        TRUNCATED("truncated-image", 422),
        CORRUPT("corrupt-image", 422),
        TOO_MANY_BYTES("too-many-bytes", 413),
        TOO_MANY_PIXELS("too-many-pixels", 422),
        TOO_COMPLEX("too-complex-image", 422);

        private final String problem;
        private final int status;

        Reason(String problem, int status) {
            this.problem = problem;
            this.status = status;
        }

        /** The kebab-case name of the problem, e.g. {@code not-an-image}. */
        public String problem() {
            return problem;
        }

        /** The HTTP status that fits when this file is all that a request brought. */
        public int status() {
            return status;
        }
    }

    private final Reason reason;

    /**
     * @param reason the kind of problem
     * @param detail one sentence a person understands, with nothing internal
     */
    public UnfitImageException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** The kind of problem. */
    public Reason reason() {
        return reason;
    }

    /** One sentence a person understands; the same as the message. */
    public String detail() {
        return getMessage();
    }

    static UnfitImageException truncated() {
        return new UnfitImageException(
                Reason.TRUNCATED, "The file ends too early: part of the image is missing. Was the upload cut off?");
    }

    static UnfitImageException corrupt(String what) {
        return new UnfitImageException(Reason.CORRUPT, "The image is damaged: " + what + ".");
    }

    static UnfitImageException unsupported(String what) {
        return new UnfitImageException(Reason.UNSUPPORTED, "PixPro cannot read this kind of image: " + what + ".");
    }
}
