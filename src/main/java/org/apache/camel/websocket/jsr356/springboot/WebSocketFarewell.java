package org.apache.camel.websocket.jsr356.springboot;

import java.time.Duration;
import org.apache.camel.websocket.jsr356.WebSocketUpgradeFilter;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the clients' connections before Spring Boot stops the web server, which comes before Camel: the server would cut
 * them without a word (1006), and a client would take a planned end for a broken line.
 */
class WebSocketFarewell implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final WebSocketUpgradeFilter filter;
    private volatile boolean running;

    WebSocketFarewell(WebSocketUpgradeFilter filter) {
        this.filter = filter;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        filter.goAway(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start, and so the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
