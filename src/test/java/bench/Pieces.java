package bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A request's body made of pieces, none of which is copied. */
final class Pieces extends AbstractHttpEntity {

    private final List<byte[]> pieces;

    Pieces(ContentType type, byte[]... pieces) {
        super(type, null);
        this.pieces = List.of(pieces);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }

    @Override
    public InputStream getContent() {
        return new SequenceInputStream(Collections.enumeration(
                pieces.stream().map(ByteArrayInputStream::new).toList()));
    }

    @Override
    public long getContentLength() {
        return Arrays.stream(pieces.toArray(byte[][]::new))
                .mapToLong(piece -> piece.length)
                .sum();
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // arrays need no closing
    }
}
