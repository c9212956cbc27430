package pixpro.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;

/**
 * Stops the stack when this JVM ends (SIGINT, SIGTERM, exit), but not before Spring's contexts are closed: PixPro hands its work
 * back to neighbours that still answer. All shutdown hooks run at the same time, so one has to wait for the other.
 */
final class StopOnExit {

    private static final int PATIENCE_WITH_SPRING_S = 40;

    private final LocalStack stack;
    private final AtomicBoolean springRuns = new AtomicBoolean();
    private final CountDownLatch springClosed = new CountDownLatch(1);

    private StopOnExit(LocalStack stack) {
        this.stack = stack;
    }

    static StopOnExit register(LocalStack stack) {
        StopOnExit onExit = new StopOnExit(stack);
        Runtime.getRuntime().addShutdownHook(new Thread(onExit::run, "local-stack-stop"));
        return onExit;
    }

    /** From now on Spring contexts may run that use the stack. */
    void afterSpring() {
        if (springRuns.compareAndSet(false, true)) {
            SpringApplication.getShutdownHandlers().add(springClosed::countDown);
        }
    }

    private void run() {
        try {
            if (springRuns.get() && !springClosed.await(PATIENCE_WITH_SPRING_S, TimeUnit.SECONDS)) {
                Console.ofThisProcess().progress("PixPro takes long to close: stopping its neighbours");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stack.close();
    }
}
