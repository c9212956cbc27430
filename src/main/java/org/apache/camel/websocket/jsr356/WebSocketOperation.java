package org.apache.camel.websocket.jsr356;

/** What a producer does with the connections it is told. */
public enum WebSocketOperation {
    /** Sends them the body; with a close code, closes them instead. */
    SEND,
    /** Puts them into the rooms that are named. */
    JOIN,
    /** Takes them out of the rooms that are named. */
    LEAVE
}
