package pixpro.notify;

/** The sockets of this instance, by key: plain WebSockets and clients of Socket.IO. Neither call waits for a reader. */
public interface Sockets {

    /** Closed because the client may not, or may no longer, be here. */
    int POLICY_VIOLATION = 1008;

    /** Closed for now: the client should come back. */
    int TRY_AGAIN_LATER = 1013;

    /**
     * Sends a message after all that was sent before. A connection that is gone is no error.
     *
     * @param key connection
     * @param message what to send
     */
    void send(String key, Message message);

    /**
     * Closes a connection once what was sent before is out.
     *
     * @param key connection
     * @param code status of the close frame
     * @param reason at most 123 bytes, for people
     */
    void close(String key, int code, String reason);

    /**
     * What is sent.
     *
     * @param event its kind: Socket.IO's name of the event
     * @param json all there is to say: its only argument, or the text on a plain WebSocket
     */
    record Message(String event, String json) {}
}
