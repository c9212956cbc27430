package pixpro.storage;

/**
 * What object storage knows of an object.
 *
 * @param bytes its length
 * @param mediaType its {@code Content-Type}
 */
public record ObjectFacts(long bytes, String mediaType) {}
