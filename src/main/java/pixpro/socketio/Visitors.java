package pixpro.socketio;

import java.util.List;

/** Whoever decides about the clients of this instance. Every call comes from a worker, and may wait for a neighbour. */
interface Visitors {

    /**
     * A client wants to come in. What it is sent meanwhile reaches it once it is in.
     *
     * @param key the socket it would have
     * @param credentials what it shows
     * @throws pixpro.http.ProblemException if it may not
     * @throws IllegalStateException if nobody can tell at the moment: it is cut off, and comes back by itself
     */
    void arrive(String key, Credentials credentials);

    /**
     * A client that is in says something.
     *
     * @param key its socket
     * @param event the name it gave it
     * @param arguments text, numbers, truth values, nulls, lists, maps and byte arrays
     * @return what it gets if it asked for an acknowledgement
     * @throws pixpro.http.ProblemException if it may not, or nobody knows what that is
     */
    List<Object> say(String key, String event, List<Object> arguments);

    /** A client is gone; it may never have come in. */
    void leave(String key);
}
