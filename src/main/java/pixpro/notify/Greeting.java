package pixpro.notify;

import java.time.Instant;
import pixpro.library.ImageView;
import pixpro.library.Page;

/**
 * The first that a socket is told.
 *
 * @param type always {@link #STARTED}
 * @param recovered whether it is told all that it missed; null if it did not say what it saw last
 * @param last id to come back with, until there is a newer one
 * @param expiresAt when the login ends
 * @param snapshot what to begin with if nothing could be recovered: the first page of the library, as over HTTP
 */
record Greeting(String type, Boolean recovered, String last, Instant expiresAt, Page<ImageView> snapshot) {

    static final String STARTED = "session.started";

    Greeting(Starts.Start start, Instant expiresAt) {
        this(STARTED, start.recovered(), start.last(), expiresAt, start.snapshot());
    }
}
