package pixpro.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * The one stack that all integration tests of a Maven run share: started by whoever asks first, stopped when the JVM ends. Its
 * data are new in each run and its ports any free ones, so it disturbs no PixPro that runs beside it.
 */
public final class SharedLocalStack {

    private static SharedLocalStack instance;

    private final LocalStack stack;
    private final StopOnExit onExit;

    private SharedLocalStack() {
        Path root = Path.of("target", "local-stack");
        Console console = Console.ofThisProcess();
        stack = new LocalStack(
                console, Settings.ofThisProcess(), new StackFolders(root, Path.of(".local", "dist")), false);
        onExit = StopOnExit.register(stack);
        stack.startAfresh(LocalStack.neighbours(), new Ports(), "http://localhost:8080");
    }

    private static synchronized SharedLocalStack instance() {
        if (instance == null) {
            instance = new SharedLocalStack();
        }
        return instance;
    }

    /** @return PixPro's properties for the neighbours of this stack, which all answer */
    public static Map<String, String> properties() {
        return instance().stack.properties();
    }

    /** @return the value PixPro would see for this property: given from outside, else decided by the stack */
    public static String property(String name) {
        return Settings.ofThisProcess().get(name).orElseGet(() -> properties().get(name));
    }

    /** The stack outlives every Spring context started from now on. */
    static void usedBySpring() {
        instance().onExit.afterSpring();
    }

    static LocalStack stack() {
        return instance().stack;
    }
}
