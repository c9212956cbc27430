package pixpro.ingest;

import pixpro.image.ImageFacts;
import pixpro.image.SpooledFile;

/**
 * A file of an upload that was found to be a whole image.
 *
 * @param filename the client's, made harmless
 * @param spooled its bytes, on disk
 * @param facts what it is
 */
public record UploadedFile(String filename, SpooledFile spooled, ImageFacts facts) {}
