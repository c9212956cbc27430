package pixpro.notify;

import org.springframework.stereotype.Component;

/** What clients may say on a socket: that they are there. */
@Component("pings")
public class Pings {

    /** What a client sends so that nothing between closes a quiet connection. */
    public static final String PING = "ping";

    /** What it gets. */
    public static final String PONG = "pong";

    /** @return whether the message is a ping; everything else is ignored */
    public boolean isPing(Object message) {
        return PING.equals(message);
    }
}
