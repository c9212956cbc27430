package pixpro.socketio;

/** The WebSocket connections that carry Engine.IO, by key. Neither call waits for a reader. */
interface Frames {

    /**
     * @param key connection
     * @param frame a String or a byte array
     */
    void send(String key, Object frame);

    /** Closes a connection once what was sent before is out. */
    void close(String key);
}
