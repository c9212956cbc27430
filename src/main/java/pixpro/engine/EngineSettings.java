package pixpro.engine;

import java.util.Locale;

/**
 * How the engine runs. Each is a system property {@code pixpro.engine.<name>} or an environment variable
 * {@code PIXPRO_ENGINE_<NAME>}; the property wins.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param concurrency pictures worked on at once
 * @param queue requests that may wait for their turn; further ones are told to come again
 * @param maxBody most bytes of a request
 * @param maxPixels most pixels of a picture or a result
 */
public record EngineSettings(String host, int port, int concurrency, int queue, long maxBody, long maxPixels) {
    private static final long MEGA = 1_000_000;

    public EngineSettings {
        require(port >= 0 && port <= 65_535, "port must be from 0 to 65535");
        require(concurrency >= 1, "concurrency must be at least 1");
        require(queue >= 0, "queue must not be negative");
        require(maxBody >= 1 && maxBody <= Integer.MAX_VALUE, "max-body must be from 1 byte to 2 GiB");
        require(maxPixels >= 1, "max-pixels must be at least 1");
    }

    /** Reads the process's settings; throws {@link IllegalArgumentException} naming one that makes no sense. */
    public static EngineSettings ofProcess() {
        return new EngineSettings(
                text("host", "127.0.0.1"),
                (int) number("port", 11_435),
                (int) number("concurrency", Runtime.getRuntime().availableProcessors()),
                (int) number("queue", 512),
                number("max-body", 100 * MEGA),
                number("max-pixels", 100 * MEGA));
    }

    private static String text(String name, String otherwise) {
        String property = System.getProperty("pixpro.engine." + name);
        String value = property != null
                ? property
                : System.getenv("PIXPRO_ENGINE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        return value == null || value.isBlank() ? otherwise : value.trim();
    }

    private static long number(String name, long otherwise) {
        String text = text(name, Long.toString(otherwise));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not " + text, e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
