package pixpro.storage.minio;

import io.minio.BucketExistsArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.health.Neighbours;
import pixpro.health.Probe;
import pixpro.storage.BarePut;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StorageSettings;

/** Wires the storage port to MinIO, or anything else that speaks S3. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "pixpro.storage.adapter", havingValue = "minio", matchIfMissing = true)
class MinioConfiguration {

    // the bucket is made by whoever sets the storage up: replicas must not race for it
    private static final String ENDPOINT = "minio:%s?minioClient=#minioClient&pojoRequest=true&autoCreateBucket=false";

    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);

    @Bean
    OkHttpClient storageConnections() {
        return new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(3))
                .readTimeout(Duration.ofSeconds(30))
                .writeTimeout(Duration.ofSeconds(30))
                .connectionPool(new ConnectionPool(32, 1, TimeUnit.MINUTES))
                .build();
    }

    @Bean
    MinioClient minioClient(StorageSettings settings, OkHttpClient storageConnections) {
        return client(settings, settings.endpoint())
                .httpClient(storageConnections)
                .build();
    }

    @Bean
    BarePut barePut() {
        return new BarePut();
    }

    @Bean
    ObjectStorage objectStorage(
            ProducerTemplate producer,
            MinioClient minioClient,
            OkHttpClient storageConnections,
            BarePut barePut,
            StorageSettings settings) {
        MinioClient publicClient = client(settings, settings.publicEndpoint()).build();
        MinioAsyncClient parts = MinioAsyncClient.builder()
                .endpoint(settings.endpoint().toString())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(storageConnections)
                .build();
        String endpoint = ENDPOINT.formatted(settings.bucket());
        return new MinioObjectStorage(producer, endpoint, minioClient, publicClient, parts, barePut, settings.bucket());
    }

    /** By a client of its own: the work's connections and their patience are not for asking. */
    @Bean
    Probe storageProbe(StorageSettings settings) {
        OkHttpClient http =
                new OkHttpClient.Builder().callTimeout(PROBE_PATIENCE).build();
        MinioClient client =
                client(settings, settings.endpoint()).httpClient(http).build();
        BucketExistsArgs bucket =
                BucketExistsArgs.builder().bucket(settings.bucket()).build();
        return new Probe(Neighbours.STORAGE, ASK_EVERY, () -> client.bucketExists(bucket));
    }

    private static MinioClient.Builder client(StorageSettings settings, URI endpoint) {
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey());
    }
}
