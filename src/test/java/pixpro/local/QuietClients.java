package pixpro.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Until Spring Boot sets up logging, only warnings: the clients that check the neighbours would bury the progress. */
final class QuietClients {

    private QuietClients() {}

    static void untilSpringStarts() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
            // it warns of each attempt, which is what waiting looks like
            logback.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.ERROR);
        }
    }
}
