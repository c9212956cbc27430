package pixpro.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * An answer that is made while it is sent. It says that it is a cache already, so that no route on its way writes it to disk
 * first; it can be read once.
 */
public class StreamedBody extends FilterInputStream implements StreamCache {

    /** @param content closed when it was sent */
    public StreamedBody(InputStream content) {
        super(content);
    }

    @Override
    public void reset() {
        // called before each step: nothing was read yet
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (this) {
            transferTo(out);
        }
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return null;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        // unknown before it was made
        return 0;
    }

    @Override
    public long position() {
        return -1;
    }
}
