package pixpro.retry;

import pixpro.event.ImageQueued;

/**
 * What the asker is told of a job that is done again.
 *
 * @param id of the new job
 * @param retryOf id of the failed one
 * @param imageId of their image
 * @param effect of both
 * @param status {@code queued}
 */
public record RetriedJob(String id, String retryOf, String imageId, String effect, String status) {

    static RetriedJob of(ImageQueued event) {
        return new RetriedJob(
                event.job().id(),
                event.job().retryOf(),
                event.image().id(),
                event.job().effect(),
                "queued");
    }
}
