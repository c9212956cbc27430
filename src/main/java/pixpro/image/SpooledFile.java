package pixpro.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream's bytes in one temporary file, counted and hashed while they came in. Whoever spools closes, which deletes
 * the file.
 */
public final class SpooledFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledFile.class);

    /** Streams come in pieces of 8 KB; each write to the disk costs as much as the bytes in it. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final ImageFormat format;
    private long bytes;
    private String sha256;

    private SpooledFile(Path path, ImageFormat format) {
        this.path = path;
        this.format = format;
    }

    /**
     * Copies an image's stream to a file of its own, which only this process's user can read. Looks at the first bytes
     * before anything is written, and stops at the first byte too many; nothing stays behind then. Does not close the
     * stream, nor read the rest of one it refuses.
     *
     * @param in the bytes a client sends
     * @param directory where the file goes; made if it does not exist
     * @param maxBytes the most bytes to take
     * @throws UnfitImageException when the stream is empty, of no known format or too long
     * @throws IOException when the stream breaks or the disk does
     */
    public static SpooledFile spool(InputStream in, Path directory, long maxBytes)
            throws IOException, UnfitImageException {
        byte[] head = in.readNBytes(ImageFormat.HEAD_BYTES);
        ImageInspector.requireBytes(head.length, maxBytes);
        ImageFormat format = ImageInspector.requireImage(head);
        return fill(format, directory, maxBytes, out -> {
            out.write(head);
            in.transferTo(out);
        });
    }

    /**
     * Takes what somebody writes, for example a decoder, into a file of its own. Stops at the first byte too many;
     * nothing stays behind then. The bytes are not looked at: that is for {@link ImageInspector}.
     *
     * @param directory where the file goes; made if it does not exist
     * @param maxBytes the most bytes to take
     * @param source writes the bytes
     * @throws UnfitImageException when they are too many
     * @throws IOException when the source breaks or the disk does
     */
    public static SpooledFile receive(Path directory, long maxBytes, Source source)
            throws IOException, UnfitImageException {
        return fill(null, directory, maxBytes, source);
    }

    private static SpooledFile fill(ImageFormat format, Path directory, long maxBytes, Source source)
            throws IOException, UnfitImageException {
        Files.createDirectories(directory);
        SpooledFile file = new SpooledFile(Files.createTempFile(directory, "spool-", ".bin"), format);
        boolean complete = false;
        OutputStream disk = new BufferedOutputStream(Files.newOutputStream(file.path), BUFFER_BYTES);
        try (BoundedOutput out = new BoundedOutput(disk, maxBytes)) {
            source.writeTo(out);
            out.flush();
            file.bytes = out.bytes();
            file.sha256 = HexFormat.of().formatHex(out.digest());
            complete = true;
            return file;
        } catch (BoundedOutput.FullException e) {
            throw ImageInspector.tooManyBytes(maxBytes);
        } finally {
            if (!complete) {
                file.close();
            }
        }
    }

    /** Writes bytes to where it is told. */
    @FunctionalInterface
    public interface Source {

        void writeTo(OutputStream out) throws IOException;
    }

    /** Where the bytes are until {@link #close}. */
    public Path path() {
        return path;
    }

    /**
     * What the first bytes of a {@link #spool spooled} stream announce; only {@link ImageInspector} knows whether the rest
     * keeps it. Null for what was {@link #receive received} unseen.
     */
    public ImageFormat format() {
        return format;
    }

    /** How many bytes came. */
    public long bytes() {
        return bytes;
    }

    /** The SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Deletes the file; a second time does nothing. A file that cannot be deleted is logged: the image is safe. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("Could not delete spooled file path={}", path, e);
        }
    }
}
