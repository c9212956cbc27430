package pixpro.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The port to S3-compatible object storage. Bytes are streamed in both directions and never stand whole on the heap.
 *
 * <p>All calls fail with {@link StorageException} when the storage cannot be reached or refuses; nothing is retried here.
 * Every adapter passes {@code ObjectStorageContract}; which one is used is a matter of configuration
 * ({@code pixpro.storage.adapter}).
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
     * As {@link #put(String, Path, String)}, of a stream that does not say how long it is: S3 wants to know beforehand, so
     * the stream goes to disk first.
     *
     * @param in is read to its end, and not closed
     */
    default void put(String key, InputStream in, String mediaType) throws IOException {
        Path file = Files.createTempFile("pixpro-put-", ".bin");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            put(key, file, mediaType);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * @param key object key
     * @return the object's bytes; the caller closes them
     * @throws NoSuchObjectException if nothing is stored under the key
     */
    InputStream get(String key) throws IOException;

    /**
     * @param key object key
     * @param from index of the first byte
     * @param bytes how many; fewer come if the object ends before
     * @return these bytes of the object; the caller closes them
     * @throws NoSuchObjectException if nothing is stored under the key
     */
    InputStream get(String key, long from, long bytes) throws IOException;

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

    /**
     * @param key object key
     * @param validity how long the URL works from now, at most 7 days
     * @return a signed URL to which anybody who holds it can PUT the object, at the storage's public endpoint
     */
    URI signedPut(String key, Duration validity) throws IOException;

    /**
     * Begins an object that comes in parts. Nothing is stored under the key until they are {@link #joinParts joined}.
     *
     * @param key object key
     * @param mediaType kept as the object's {@code Content-Type}
     * @return what the storage calls the undertaking
     */
    String beginParts(String key, String mediaType) throws IOException;

    /**
     * @param key object key
     * @param undertaking as begun
     * @param number of the part, from 1 to 10 000; each but the last has at least 5 MB
     * @param validity how long the URL works from now, at most 7 days
     * @return a signed URL to which anybody who holds it can PUT the part, once or again, at the public endpoint
     */
    URI signedPart(String key, String undertaking, int number, Duration validity) throws IOException;

    /**
     * @param key object key
     * @param undertaking as begun
     * @return the parts that have come, by number; none if it was never begun, or is joined or abandoned
     */
    List<StoredPart> parts(String key, String undertaking) throws IOException;

    /**
     * Makes the object of its parts. What is joined already stays as it is; servers differ in whether that is an error.
     *
     * @param key object key
     * @param undertaking as begun
     * @param parts all of them, by number
     */
    void joinParts(String key, String undertaking, List<StoredPart> parts) throws IOException;

    /**
     * Removes what has come of an object in parts; abandoning what is not there is no error.
     *
     * @param key object key
     * @param undertaking as begun
     */
    void abandonParts(String key, String undertaking) throws IOException;
}
