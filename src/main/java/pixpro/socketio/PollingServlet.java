package pixpro.socketio;

import io.socket.engineio.server.utils.ParseQS;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.json.JSONObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Engine.IO's polling. What is no poll of protocol 4 is refused here, in the words of the Socket.IO server on Node. */
class PollingServlet extends HttpServlet {

    private static final Logger LOG = LoggerFactory.getLogger(PollingServlet.class);
    private static final long serialVersionUID = 1L;

    private static final int UNKNOWN_TRANSPORT = 0;
    private static final int BAD_REQUEST = 3;
    private static final int UNSUPPORTED_PROTOCOL = 5;

    private final transient SocketIoServer server;
    private final int maxBytes;

    PollingServlet(SocketIoServer server, int maxBytes) {
        this.server = server;
        this.maxBytes = maxBytes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        boolean post = "POST".equals(request.getMethod());
        if (!post && !"GET".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, POST");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, BAD_REQUEST, "Bad request");
            return;
        }
        Map<String, String> query = query(request);
        if (!"4".equals(query.get("EIO"))) {
            refuse(response, UNSUPPORTED_PROTOCOL, "Unsupported protocol version");
        } else if (!"polling".equals(query.get("transport"))) {
            refuse(response, UNKNOWN_TRANSPORT, "Transport unknown");
        } else if (query.containsKey("j")) {
            refuse(response, BAD_REQUEST, "Bad request");
        } else if (!query.containsKey("sid")) {
            handshake(request, response);
        } else {
            poll(request, response, post);
        }
    }

    /** Nothing goes out before the library knows the client: its next request may be quicker than that. */
    private void handshake(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (server.isGoingAway()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        PollAnswer answer = new PollAnswer(request, response);
        server.poll(new PollRequest(request, new byte[0], false), answer);
        String text = answer.text();
        int end = text.lastIndexOf('}');
        // so that a client does not put more into one poll than is taken; the library does not say it
        String told = end < 0 ? text : text.substring(0, end) + ", \"maxPayload\": " + maxBytes + text.substring(end);
        write(response, told);
    }

    private void poll(HttpServletRequest request, HttpServletResponse response, boolean post) throws IOException {
        byte[] body = post ? request.getInputStream().readNBytes(maxBytes + 1) : new byte[0];
        if (body.length > maxBytes) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, BAD_REQUEST, "Payload too large");
            return;
        }
        try {
            PollRequest read = new PollRequest(request, body, !post);
            server.poll(read, post ? response : new PollAnswer(request, response));
        } catch (RuntimeException e) {
            // the library has no other way to say that it cannot read something
            LOG.debug("a poll that cannot be read", e);
            if (!request.isAsyncStarted() && !response.isCommitted()) {
                refuse(response, BAD_REQUEST, "Bad request");
            }
        }
    }

    /** The library's reader trips over a parameter that comes twice, or not at all. */
    private static Map<String, String> query(HttpServletRequest request) {
        try {
            return ParseQS.decode(request.getQueryString());
        } catch (RuntimeException e) {
            return Map.of();
        }
    }

    private static void refuse(HttpServletResponse response, int code, String message) throws IOException {
        refuse(response, HttpServletResponse.SC_BAD_REQUEST, code, message);
    }

    private static void refuse(HttpServletResponse response, int status, int code, String message) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        write(
                response,
                new JSONObject().put("code", code).put("message", message).toString());
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
