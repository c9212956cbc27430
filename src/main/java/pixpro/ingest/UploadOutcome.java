package pixpro.ingest;

/**
 * What became of one file: exactly one of the two is set.
 *
 * @param accepted stored and acknowledged by the log
 * @param rejected not taken
 */
public record UploadOutcome(AcceptedImage accepted, Rejection rejected) {}
