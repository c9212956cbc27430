package pixpro.event;

/**
 * A small picture of an image: upright, without a word about its owner, transparent where the image is.
 *
 * @param objectKey where it lies in object storage
 * @param mediaType by content
 * @param bytes its length
 * @param width pixels
 * @param height pixels
 * @param sha256 of its bytes, lower-case hexadecimal
 */
public record Thumbnail(String objectKey, String mediaType, long bytes, int width, int height, String sha256) {}
