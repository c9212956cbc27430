package pixpro.process;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import pixpro.process.BackendSettings.Backend;

/** Calls to backends, for tests. */
final class SampleCalls {

    static final String DIGEST = "ab".repeat(32);

    private SampleCalls() {}

    /** A backend that offers everything with the default patience. */
    static Backend backend(String url, int order, String... capabilities) {
        return new Backend(
                URI.create(url), Set.of(capabilities), order, Duration.ofMinutes(10), Duration.ofMinutes(2), 4, false);
    }

    /** The same, which may download models. */
    static Backend pulling(Backend backend) {
        return new Backend(
                backend.url(),
                backend.capabilities(),
                backend.order(),
                backend.timeout(),
                backend.idle(),
                backend.concurrency(),
                true);
    }

    /** The vision engine's model enhance. */
    static ModelCall vision() {
        return new ModelCall("vision", backend("http://vision:11435", 10, "vision"), "enhance", DIGEST, false);
    }
}
