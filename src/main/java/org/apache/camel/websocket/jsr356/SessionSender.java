package org.apache.camel.websocket.jsr356;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one session, one message after the other: a RemoteEndpoint is not safe for several threads. Nobody waits here:
 * messages queue up to a limit, and a reader too slow for that is closed rather than buffered for.
 */
final class SessionSender {

    private static final Object PING = new Object();

    private static final Logger LOG = LoggerFactory.getLogger(SessionSender.class);

    private static final int FEW = 3;

    private final Session session;
    private final Executor closer;
    private final int maxMessages;
    private final long maxLength;
    private Deque<Object> waiting;
    private long waitingLength;
    private boolean sending;
    private boolean closed;

    /**
     * @param maxMessages how many messages may wait
     * @param maxLength how many characters and bytes may wait in all
     * @param sendTimeout milliseconds a single send may take
     * @param closer runs what closes the session: that may block as long as a send
     */
    SessionSender(Session session, int maxMessages, long maxLength, long sendTimeout, Executor closer) {
        this.session = session;
        this.maxMessages = maxMessages;
        this.maxLength = maxLength;
        this.closer = closer;
        session.getAsyncRemote().setSendTimeout(sendTimeout);
        // Tomcat's names: how long a close frame waits for the send before it (its defaults are 20 and 30 s)
        session.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", sendTimeout);
        session.getUserProperties().put("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", sendTimeout);
    }

    /**
     * Hands over a message.
     *
     * @param message a String (sent as text) or a byte array (sent as binary)
     * @return false when the session is closed or is closed now because its reader is too slow
     */
    boolean send(Object message) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            int before = waiting == null ? 0 : waiting.size();
            // a message longer than all that may wait is sent as long as it does not have to
            boolean tooLong = waitingLength > 0 && waitingLength + length(message) > maxLength;
            if (before >= maxMessages || tooLong) {
                abandon(CloseCodes.TRY_AGAIN_LATER, "too slow to read");
                return false;
            }
            enqueue(message);
            if (sending) {
                return true;
            }
            sending = true;
        }
        sendWaiting();
        return true;
    }

    /** Sends a ping, unless a message is on its way: whether that gets through is waited for already. */
    void ping() {
        synchronized (this) {
            if (closed || sending) {
                return;
            }
            enqueue(PING);
            sending = true;
        }
        sendWaiting();
    }

    /** Closes the session once what was handed over before is sent. */
    void close(CloseReason reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            enqueue(reason);
            closed = true;
            if (sending) {
                return;
            }
            sending = true;
        }
        sendWaiting();
    }

    synchronized boolean isClosed() {
        return closed || !session.isOpen();
    }

    /** Drops what waits; for a session that is gone. */
    synchronized void drop() {
        closed = true;
        waiting = null;
        waitingLength = 0;
    }

    private void enqueue(Object message) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(FEW);
        }
        waiting.add(message);
        waitingLength += length(message);
    }

    private void abandon(CloseReason.CloseCode code, String why) {
        LOG.debug("Closing session {}: {}", session.getId(), why);
        drop();
        closeSession(new CloseReason(code, why));
    }

    /** A loop rather than a recursion: a send may complete at once or later, on another thread. */
    private void sendWaiting() {
        while (true) {
            Object message;
            synchronized (this) {
                message = waiting == null ? null : waiting.poll();
                if (message == null) {
                    sending = false;
                    // an idle connection holds no queue, least of all one that has grown
                    waiting = null;
                    return;
                }
                waitingLength -= length(message);
            }
            if (message instanceof CloseReason reason) {
                closeSession(reason);
                return;
            }
            Completion completion = new Completion();
            try {
                start(message, completion);
            } catch (IOException | IllegalStateException | IllegalArgumentException e) {
                failed(e);
                return;
            }
            if (!completion.alreadyDone()) {
                return;
            }
        }
    }

    private void start(Object message, SendHandler handler) throws IOException {
        RemoteEndpoint.Async remote = session.getAsyncRemote();
        if (message == PING) {
            remote.sendPing(ByteBuffer.allocate(0));
            handler.onResult(new SendResult());
        } else if (message instanceof String text) {
            remote.sendText(text, handler);
        } else {
            remote.sendBinary(ByteBuffer.wrap((byte[]) message), handler);
        }
    }

    private void failed(Throwable cause) {
        LOG.debug("Cannot send to session {}", session.getId(), cause);
        drop();
        closeSession(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
    }

    private void closeSession(CloseReason reason) {
        closer.execute(() -> {
            try {
                if (reason.getCloseCode() == CloseCodes.CLOSED_ABNORMALLY) {
                    session.close();
                } else {
                    session.close(reason);
                }
            } catch (IOException | IllegalStateException e) {
                LOG.debug("Session {} was closed already", session.getId(), e);
            }
        });
    }

    private static long length(Object message) {
        if (message instanceof String text) {
            return text.length();
        }
        return message instanceof byte[] bytes ? bytes.length : 0;
    }

    /** Tells whether a send completed before the call that started it returned. */
    private final class Completion implements SendHandler {

        private static final int STARTED = 0;
        private static final int DONE = 1;
        private static final int LEFT = 2;

        private final AtomicInteger state = new AtomicInteger(STARTED);

        boolean alreadyDone() {
            return !state.compareAndSet(STARTED, LEFT);
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                failed(result.getException());
            }
            if (!state.compareAndSet(STARTED, DONE)) {
                sendWaiting();
            }
        }
    }
}
