package pixpro.upload;

import java.time.Instant;
import java.util.List;

/**
 * The 201 answer.
 *
 * @param batchId id of the batch
 * @param expiresAt when what is not completed will be removed
 * @param uploads one for each file, in the order they were named
 */
record BegunUploads(String batchId, Instant expiresAt, List<UploadView> uploads) {}
