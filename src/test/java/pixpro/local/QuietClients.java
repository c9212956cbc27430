package pixpro.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

/** Until Spring Boot sets up logging, only warnings: the clients that check the neighbours would bury the progress. */
final class QuietClients {

    private QuietClients() {}

    static void untilSpringStarts() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback && !isSpringSetUp(logback)) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
            // it warns of each attempt, which is what waiting looks like
            logback.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.ERROR);
        }
    }

    /** Spring Boot leaves a mark on the logger context it has configured. */
    private static boolean isSpringSetUp(LoggerContext logback) {
        return logback.getObject(LoggingSystem.class.getName()) != null;
    }
}
