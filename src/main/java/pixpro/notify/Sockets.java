package pixpro.notify;

/** The WebSocket connections of this instance, by key. Neither call waits for a reader. */
public interface Sockets {

    /** Closed because the client may not, or may no longer, be here. */
    int POLICY_VIOLATION = 1008;

    /** Closed for now: the client should come back. */
    int TRY_AGAIN_LATER = 1013;

    /**
     * Sends a text after all that was sent before. A connection that is gone is no error.
     *
     * @param key connection
     * @param text message
     */
    void send(String key, String text);

    /**
     * Closes a connection once what was sent before is out.
     *
     * @param key connection
     * @param code status of the close frame
     * @param reason at most 123 bytes, for people
     */
    void close(String key, int code, String reason);
}
