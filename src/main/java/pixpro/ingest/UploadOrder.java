package pixpro.ingest;

import pixpro.event.ImageQueued;

/**
 * One image to store and announce.
 *
 * @param file its bytes
 * @param event what to announce once they are stored
 */
public record UploadOrder(UploadedFile file, ImageQueued event) {}
