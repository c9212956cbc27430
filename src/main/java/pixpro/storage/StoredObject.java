package pixpro.storage;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param key object key
 * @param bytes its length
 * @param storedAt when it was last stored, by the storage's clock
 */
public record StoredObject(String key, long bytes, Instant storedAt) {}
