package pixpro.library;

import pixpro.event.ImageQueued;

/**
 * A job that the log has taken.
 *
 * @param id of the job
 * @param imageId of its image
 * @param effect of the job
 * @param status {@code queued}
 */
public record QueuedJob(String id, String imageId, String effect, String status) {

    static QueuedJob of(ImageQueued event) {
        return new QueuedJob(event.job().id(), event.image().id(), event.job().effect(), "queued");
    }
}
