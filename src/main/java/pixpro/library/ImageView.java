package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import pixpro.http.Passing;
import pixpro.project.JobStatus;

/**
 * An image as its owner sees it: title, category, project, tags and params as they were last changed.
 *
 * @param tags in small letters
 * @param params whatever the owner keeps with the image
 * @param deletedAt when it was put into the trash; null if it is not there
 * @param status the latest job's status, or {@code stored} without a job
 * @param version how far it is; the same as events tell
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
        List<String> tags,
        JsonNode params,
        String mediaType,
        long bytes,
        int width,
        int height,
        String sha256,
        Instant receivedAt,
        Instant deletedAt,
        String status,
        long version,
        Link original,
        List<Thumbnail> thumbnails,
        String colour,
        String placeholder,
        List<JobView> jobs)
        implements Passing {

    /** What keeps a job from beginning, or who works on it, changes without a write. */
    @Override
    public boolean passes() {
        return jobs.stream().anyMatch(job -> JobStatus.QUEUED.equals(job.status()));
    }

    /** @param url signed: whoever holds it can GET the object until it expires */
    public record Link(URI url) {}

    /**
     * A small picture, upright.
     *
     * @param url signed as well
     */
    public record Thumbnail(int width, int height, URI url) {}
}
