package pixpro.ingest;

import pixpro.event.ImageQueued;

/**
 * What is to be done with a file.
 *
 * @param file as uploaded
 * @param event names the image and its job, new or from before
 * @param kind how much of it is new
 */
public record UploadOrder(UploadedFile file, ImageQueued event, Kind kind) {

    /** How much of an order is new. */
    public enum Kind {
        /** The image, and its job if it has one. */
        NEW,
        /** The job; the image is there. */
        ANOTHER_JOB,
        /** Nothing. */
        KNOWN
    }

    /** @return whether the file has to be stored */
    public boolean isToStore() {
        return kind == Kind.NEW;
    }

    /** @return whether the event has to be announced */
    public boolean isToAnnounce() {
        return kind != Kind.KNOWN;
    }
}
