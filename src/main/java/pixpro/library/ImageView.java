package pixpro.library;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * An image as its owner sees it.
 *
 * @param status the latest job's status, or {@code stored} without a job
 * @param version how far it is; the same as events tell
 * @param original where its bytes can be fetched
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
        long version,
        Link original,
        List<JobView> jobs) {

    /** @param url signed: whoever holds it can GET the object until it expires */
    public record Link(URI url) {}
}
