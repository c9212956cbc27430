package pixpro.process;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;
import pixpro.process.BackendSettings.Backend;

/**
 * The patience of calls to backends: how long one may be silent, and how long a call may take in all. Read timeouts
 * alone do not end a call to a server that drips.
 */
public class CamelCallLimits implements HttpClientConfigurer, AutoCloseable {

    /** A question about health is answered at once, or not at all. */
    private static final Duration PROBE = Duration.ofSeconds(2);

    private static final String PROBED = "/api/tags";

    private final Collection<Backend> backends;
    private final ScheduledThreadPoolExecutor watch;

    /** @param backends whose calls are limited */
    public CamelCallLimits(Collection<Backend> backends) {
        this.backends = backends;
        this.watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pixpro-call-limits");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        // whether a failed call is tried again is for FailurePolicies
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        client.addExecInterceptorFirst("pixpro-call-limits", this::limited);
    }

    private ClassicHttpResponse limited(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        boolean probe = request.getRequestUri().endsWith(PROBED);
        Backend backend = backend(scope.route.getTargetHost());
        Duration idle = probe ? PROBE : backend.idle();
        Duration total = probe ? PROBE : backend.timeout();
        scope.clientContext.setRequestConfig(RequestConfig.copy(scope.clientContext.getRequestConfigOrDefault())
                .setResponseTimeout(Timeout.of(idle))
                .build());
        ScheduledFuture<?> deadline =
                watch.schedule(() -> cancel(scope.originalRequest), total.toMillis(), TimeUnit.MILLISECONDS);
        boolean answered = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (response.getEntity() != null) {
                response.setEntity(new Watched(response.getEntity(), deadline));
                answered = true;
            }
            return response;
        } finally {
            if (!answered) {
                deadline.cancel(false);
            }
        }
    }

    /** The backend at an address; if several share it, the most patient, for they cannot be told apart here. */
    private Backend backend(HttpHost host) {
        return backends.stream()
                .filter(backend -> isAt(backend.url(), host))
                .max((a, b) -> a.timeout().compareTo(b.timeout()))
                .orElseThrow(() -> new IllegalStateException("no backend is at " + host));
    }

    private static boolean isAt(URI url, HttpHost host) {
        int port = host.getPort() < 0 ? defaultPort(host.getSchemeName()) : host.getPort();
        return url.getHost().equalsIgnoreCase(host.getHostName())
                && (url.getPort() < 0 ? defaultPort(url.getScheme()) : url.getPort()) == port;
    }

    private static int defaultPort(String scheme) {
        return "https".equalsIgnoreCase(scheme) ? 443 : 80;
    }

    private static void cancel(ClassicHttpRequest request) {
        if (request instanceof Cancellable call) {
            call.cancel();
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** The body of an answer, whose end ends the watch. */
    private static final class Watched extends HttpEntityWrapper {

        private final ScheduledFuture<?> deadline;

        Watched(HttpEntity entity, ScheduledFuture<?> deadline) {
            super(entity);
            this.deadline = deadline;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {
                @Override
                public void close() throws IOException {
                    deadline.cancel(false);
                    super.close();
                }
            };
        }
    }
}
