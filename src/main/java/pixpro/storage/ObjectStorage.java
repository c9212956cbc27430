package pixpro.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The port to S3-compatible object storage. Bytes are streamed in both directions and never stand whole on the heap.
 *
 * <p>All calls fail with {@link StorageException} when the storage cannot be reached or refuses; nothing is retried here.
 */
public interface ObjectStorage {

    /**
     * Stores a file, replacing what the key held before.
     *
     * @param key object key, never made from a client's file name
     * @param file what to store
     * @param mediaType kept as the object's {@code Content-Type}
     */
    void put(String key, Path file, String mediaType) throws IOException;

    /**
     * @param key object key
     * @return the object's bytes; the caller closes them
     * @throws NoSuchObjectException if nothing is stored under the key
     */
    InputStream get(String key) throws IOException;

    /**
     * @param key object key
     * @return what is stored under it, if anything
     */
    Optional<ObjectFacts> stat(String key) throws IOException;

    /**
     * Copies an object within the storage, replacing what the other key held before.
     *
     * @param from object key
     * @param to object key
     * @throws NoSuchObjectException if nothing is stored under {@code from}
     */
    void copy(String from, String to) throws IOException;

    /**
     * Removes an object; removing what is not there is no error.
     *
     * @param key object key
     */
    void delete(String key) throws IOException;

    /**
     * Lists what is stored, a page at a time, so that a bucket of any size needs no more memory than one page.
     *
     * @param prefix of the keys
     * @param after the last key of the page before; empty for the first page
     * @param limit how many at most
     * @return objects in the order of their keys; fewer than {@code limit} on the last page
     */
    List<StoredObject> list(String prefix, String after, int limit) throws IOException;

    /**
     * @param key object key
     * @param validity how long the URL works from now, at most 7 days
     * @return a signed URL from which anybody who holds it can GET the object, at the storage's public endpoint
     */
    URI signedGet(String key, Duration validity) throws IOException;
}
