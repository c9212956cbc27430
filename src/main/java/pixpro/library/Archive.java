package pixpro.library;

import java.io.InputStream;

/**
 * Images as one file to download.
 *
 * @param name of the file, with nothing in it that means something to a file system or a header
 * @param content its bytes, made while they are read
 */
public record Archive(String name, InputStream content) {}
