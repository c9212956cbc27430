package pixpro.library;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * An image as its owner sees it.
 *
 * @param status the latest job's status, or {@code stored} without a job
 * @param original where its bytes can be fetched
 * @param thumbnails the smallest first; null as long as none were made, empty if none can be
 * @param colour the dominant one, as in {@code #a0c4ff}; null without thumbnails
 * @param placeholder a BlurHash to show until a thumbnail has come; null without thumbnails
 * @param jobs newest first
 */
public record ImageView(
        String id,
        String batchId,
        String filename,
        String title,
        String category,
        String projectId,
        String mediaType,
        long bytes,
        int width,
        int height,
        String sha256,
        Instant receivedAt,
        String status,
        Link original,
        List<Thumbnail> thumbnails,
        String colour,
        String placeholder,
        List<JobView> jobs) {

    /** @param url signed: whoever holds it can GET the object until it expires */
    public record Link(URI url) {}

    /**
     * A small picture, upright.
     *
     * @param url signed as well
     */
    public record Thumbnail(int width, int height, URI url) {}
}
