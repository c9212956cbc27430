package pixpro.socketio;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a poll, as the library sees it: written in one piece, which goes out as the client reads it. Whoever has
 * something to tell a client writes here, and must not wait for it.
 */
final class PollAnswer extends HttpServletResponseWrapper {

    private static final Logger LOG = LoggerFactory.getLogger(PollAnswer.class);

    private final HttpServletRequest request;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** @param request the container's own */
    PollAnswer(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    /** @return what the library has written */
    String text() {
        return content.toString(StandardCharsets.UTF_8);
    }

    /** Whoever sends the content knows its length. */
    @Override
    public void setContentLength(int length) {
        if (request.isAsyncStarted()) {
            super.setContentLength(length);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                content.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                content.write(bytes, from, length);
            }

            @Override
            public void close() {
                if (request.isAsyncStarted()) {
                    sendWithoutWaiting();
                }
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("it is written in one piece");
            }
        };
    }

    /**
     * On a thread of the container's. On any other, Tomcat would not only write: where the client is quick, it would go on
     * with the connection's next request there, within whatever lock the teller holds.
     */
    private void sendWithoutWaiting() {
        AsyncContext context = request.getAsyncContext();
        byte[] bytes = content.toByteArray();
        context.start(() -> {
            try {
                send(context, super.getOutputStream(), bytes);
            } catch (IOException | IllegalStateException e) {
                // its client left, and the request ended with that
                LOG.debug("nobody waits for the answer to a poll any more", e);
            }
        });
    }

    private static void send(AsyncContext context, ServletOutputStream out, byte[] bytes) {
        out.setWriteListener(new WriteListener() {
            private boolean written;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (written) {
                        context.complete();
                        return;
                    }
                    written = true;
                    out.write(bytes);
                }
            }

            @Override
            public void onError(Throwable cause) {
                LOG.debug("the answer to a poll did not get through", cause);
                context.complete();
            }
        });
    }
}
