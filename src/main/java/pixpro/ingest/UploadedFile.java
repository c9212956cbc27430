package pixpro.ingest;

import pixpro.image.ImageFacts;
import pixpro.image.SpooledFile;

/**
 * A file of an upload that was found to be a whole image.
 *
 * @param imageId the id it gets if it is a new image; whatever else is made of the file derives from it
 * @param filename the client's, made harmless
 * @param spooled its bytes, on disk
 * @param facts what it is
 */
public record UploadedFile(String imageId, String filename, SpooledFile spooled, ImageFacts facts) {}
