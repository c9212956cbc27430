package pixpro.process;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** The circuit breakers of the backends: opened by calls that fail, tried with one call at a time, closed by one that works. */
public final class BackendBreakers {

    /** Calls that are looked back on. */
    private static final int WINDOW = 10;

    /** Before that many calls nothing is concluded. */
    private static final int FEWEST = 4;

    private static final Duration LONGEST_OPEN = Duration.ofSeconds(30);

    private BackendBreakers() {}

    /** @param firstOpen how long a breaker stays open the first time; doubled each further time, up to half a minute */
    public static CircuitBreakerRegistry registry(Duration firstOpen) {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(FEWEST)
                .failureRateThreshold(50)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(firstOpen, 2, LONGEST_OPEN))
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    }
}
