package bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** A closed loop: so many connections, each with its next request as soon as the last one was answered. */
final class Load implements AutoCloseable {

    private final int connections;
    private final ExecutorService threads;
    private final CloseableHttpClient http;

    Load(int connections) {
        this.connections = connections;
        threads = Executors.newFixedThreadPool(connections);
        http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(4 * connections)
                        .setMaxConnPerRoute(2 * connections)
                        .build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .build();
    }

    /**
     * @param seconds how long requests are begun
     * @param status that each has to be answered with
     * @param requests makes the next one; by many threads
     * @return requests a second
     */
    double run(double seconds, int status, Supplier<HttpUriRequestBase> requests) throws Exception {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        List<Callable<Integer>> loops = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            loops.add(() -> loop(end, status, requests));
        }
        int done = 0;
        for (Future<Integer> loop : threads.invokeAll(loops)) {
            done += loop.get();
        }
        return done * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin);
    }

    private int loop(long end, int status, Supplier<HttpUriRequestBase> requests) throws IOException {
        int done = 0;
        while (System.nanoTime() < end) {
            http.execute(requests.get(), answer -> {
                String body = answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity());
                if (answer.getCode() != status) {
                    throw new IOException("status " + answer.getCode() + ": " + body);
                }
                return null;
            });
            done++;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        http.close();
    }
}
