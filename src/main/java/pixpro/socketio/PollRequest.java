package pixpro.socketio;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.Enumeration;

/** A poll as the library sees it: its body has been read, its headers are nobody's business, its end is the answer's. */
final class PollRequest extends HttpServletRequestWrapper {

    private final byte[] body;
    private final boolean waits;

    /**
     * @param body all of it: the library reads it in one piece or wrongly
     * @param waits whether the answer may come later; a handshake's comes at once
     */
    PollRequest(HttpServletRequest request, byte[] body, boolean waits) {
        super(request);
        this.body = body;
        this.waits = waits;
    }

    @Override
    public boolean isAsyncSupported() {
        return waits && super.isAsyncSupported();
    }

    /** Never, for the library: it would end the request before the answer is out. */
    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    /** None: the library would keep them as long as the socket lives. */
    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return bytes.read(into, from, Math.min(length, into.length - from));
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("the body is there already");
            }
        };
    }
}
