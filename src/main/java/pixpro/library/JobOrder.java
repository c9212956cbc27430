package pixpro.library;

import pixpro.event.ImageQueued;

/**
 * A job that somebody wants done with an image that is there.
 *
 * @param event says so to the log
 */
public record JobOrder(ImageQueued event) {}
