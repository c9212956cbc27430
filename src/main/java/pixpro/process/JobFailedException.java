package pixpro.process;

/** A job that cannot succeed however often it is tried. The message is one sentence for its owner. */
public class JobFailedException extends Exception {

    private final String code;

    /**
     * @param code kebab-case name of the cause
     * @param sentence for the owner, with nothing internal
     */
    public JobFailedException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public JobFailedException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
