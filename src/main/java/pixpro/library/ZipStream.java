package pixpro.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectStorage;

/**
 * A ZIP file that is made while it is read: of all that goes into it, never more than one piece is in memory. Whoever reads to
 * its end has it whole; if object storage fails in the middle, so does the reading, and what was read is no ZIP file.
 */
class ZipStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ZipStream.class);
    private static final int PIECE = 65_536;

    private final ObjectStorage storage;
    private final Iterator<Item> items;
    private final Piece made = new Piece();
    private final ZipOutputStream zip = new ZipOutputStream(made);
    private final byte[] piece = new byte[PIECE];
    private InputStream current;
    private int position;
    private boolean ended;

    /**
     * @param name within the ZIP file
     * @param key of the object
     */
    record Item(String name, String key) {}

    ZipStream(ObjectStorage storage, Iterator<Item> items) {
        this.storage = storage;
        this.items = items;
        // pictures are compressed already
        zip.setLevel(Deflater.NO_COMPRESSION);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == made.size() && !ended) {
            made.reset();
            position = 0;
            make();
        }
        int available = Math.min(length, made.size() - position);
        if (available == 0) {
            return -1;
        }
        made.copy(position, into, offset, available);
        position += available;
        return available;
    }

    private void make() throws IOException {
        if (current == null) {
            next();
            return;
        }
        int read = current.read(piece);
        if (read >= 0) {
            zip.write(piece, 0, read);
        } else {
            current.close();
            current = null;
            zip.closeEntry();
        }
    }

    private void next() throws IOException {
        if (!items.hasNext()) {
            zip.close();
            ended = true;
            return;
        }
        Item item = items.next();
        try {
            current = storage.get(item.key());
            zip.putNextEntry(new ZipEntry(item.name()));
        } catch (NoSuchObjectException e) {
            // deleted for good while the ones before it were read
            LOG.info("zip_lacks key={}", item.key());
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** Gives its bytes away without a copy of all of them. */
    private static final class Piece extends ByteArrayOutputStream {

        void copy(int from, byte[] into, int offset, int length) {
            System.arraycopy(buf, from, into, offset, length);
        }
    }
}
