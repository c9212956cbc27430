package pixpro.ingest;

/**
 * What became of one file: exactly one of the two is set.
 *
 * @param accepted stored and acknowledged by the log
 * @param rejected not taken
 */
public record UploadOutcome(AcceptedImage accepted, Rejection rejected) {

    /**
     * @param filename of another file with the same bytes
     * @return what became of it
     */
    UploadOutcome forTwin(String filename) {
        return accepted == null
                ? new UploadOutcome(null, new Rejection(filename, rejected.problem()))
                : new UploadOutcome(accepted.knownAs(filename), null);
    }
}
