package pixpro.upload;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * An upload as its sender sees it.
 *
 * @param id upload id
 * @param filename made harmless
 * @param bytes its length
 * @param status {@code waiting} for bytes, {@code uploaded}, or {@code completed}
 * @param url where the file is to be PUT; null if it comes in parts or has come
 * @param parts where each part is to be PUT; null if it comes as a whole or has come
 * @param urlsExpireAt until when these work; null without any
 */
record UploadView(
        String id, String filename, long bytes, String status, URI url, List<PartView> parts, Instant urlsExpireAt) {

    static final String WAITING = "waiting";
    static final String UPLOADED = "uploaded";
    static final String COMPLETED = "completed";

    /**
     * A part of a file.
     *
     * @param number from 1
     * @param from index of its first byte in the file
     * @param bytes its length
     * @param done whether it has come
     * @param url where it is to be PUT; null once it has come
     */
    record PartView(int number, long from, long bytes, boolean done, URI url) {}
}
