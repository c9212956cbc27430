package pixpro.upload;

import pixpro.upload.Batch.Awaited;

/**
 * An upload that somebody asks about, and has.
 *
 * @param id its id
 * @param batch it belongs to
 * @param file it is
 */
record UploadInHand(UploadId id, Batch batch, Awaited file) {}
