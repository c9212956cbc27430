package pixpro.ingest;

/**
 * An image of the 202 answer.
 *
 * @param id image id
 * @param jobId job id; null when only stored
 * @param status {@code queued}, {@code stored}, or {@code known} if there was nothing to do
 * @param filename the client's, made harmless
 * @param mediaType by content
 * @param bytes length
 * @param width pixels, upright
 * @param height pixels, upright
 */
public record AcceptedImage(
        String id, String jobId, String status, String filename, String mediaType, long bytes, int width, int height) {

    /** @return the same image, sent once more under this name */
    AcceptedImage knownAs(String itsName) {
        return new AcceptedImage(id, jobId, "known", itsName, mediaType, bytes, width, height);
    }
}
