package pixpro.ingest;

import pixpro.http.Problem;

/**
 * A file of an upload that was not taken, beside others that may have been.
 *
 * @param filename the client's, made harmless
 * @param problem why
 */
public record Rejection(String filename, Problem problem) {}
