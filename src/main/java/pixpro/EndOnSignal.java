package pixpro;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes SIGTERM an ordinary end: exit code 0 once all is closed. The JVM's own answer is 143, which supervisors take for a
 * failure.
 */
final class EndOnSignal {

    private static final Logger LOG = LoggerFactory.getLogger(EndOnSignal.class);

    private EndOnSignal() {}

    /** To be called once, before there is anything to close. */
    static void register() {
        try {
            // by reflection: javac warns of any mention of these, and there is nothing else that does it
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object onTerm = Proxy.newProxyInstance(
                    EndOnSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        // runs the same shutdown hooks as the JVM's own answer
                        System.exit(0);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), onTerm);
        } catch (InvocationTargetException e) {
            LOG.debug("SIGTERM is somebody else's, and ends with 143", e.getCause());
        } catch (ReflectiveOperationException e) {
            LOG.debug("SIGTERM ends with 143", e);
        }
    }
}
