package pixpro.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import pixpro.health.Probe;

/** Asks the cluster who it is: answered by any broker, from memory. */
class KafkaQuestion implements Probe.Question, AutoCloseable {

    private static final int PATIENCE_MILLIS = 1_000;

    private final String brokers;
    private Admin admin;

    KafkaQuestion(String brokers) {
        this.brokers = brokers;
    }

    @Override
    public synchronized void ask() throws ExecutionException, InterruptedException, TimeoutException {
        if (admin == null) {
            // not at start: a name that cannot be resolved yet is an answer, too
            admin = Admin.create(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG, "pixpro-probe",
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200,
                    AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS));
        }
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                .nodes()
                .get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
