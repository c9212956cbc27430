package pixpro.storage;

/**
 * A part of an object that has come, before the object is made of it.
 *
 * @param number from 1
 * @param bytes its length
 * @param etag what the storage knows it by
 */
public record StoredPart(int number, long bytes, String etag) {}
