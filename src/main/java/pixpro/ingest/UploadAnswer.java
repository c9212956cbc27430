package pixpro.ingest;

import java.util.List;

/**
 * The 202 answer.
 *
 * @param batchId the request's id
 * @param images what was taken
 * @param rejected what was not, and why
 */
public record UploadAnswer(String batchId, List<AcceptedImage> images, List<Rejection> rejected) {}
