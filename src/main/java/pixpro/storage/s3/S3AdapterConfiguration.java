package pixpro.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.health.Neighbours;
import pixpro.health.Probe;
import pixpro.storage.BarePut;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StorageSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Wires the storage port to AWS S3, or anything else that speaks S3, by the AWS SDK. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "pixpro.storage.adapter", havingValue = "s3")
class S3AdapterConfiguration {

    // the bucket is made by whoever sets the storage up: replicas must not race for it
    private static final String ENDPOINT = "aws2-s3:%s?amazonS3Client=#s3Client&autoCreateBucket=false";

    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 256;

    @Bean(destroyMethod = "close")
    S3Client s3Client(StorageSettings settings) {
        return client(settings, Duration.ofSeconds(3), Duration.ofSeconds(30));
    }

    @Bean(destroyMethod = "close")
    S3Presigner s3Presigner(StorageSettings settings) {
        return presigner(settings, settings.publicEndpoint());
    }

    @Bean
    BarePut barePut() {
        return new BarePut();
    }

    @Bean
    ObjectStorage objectStorage(
            ProducerTemplate producer,
            S3Client s3Client,
            S3Presigner s3Presigner,
            BarePut barePut,
            StorageSettings settings) {
        return new S3ObjectStorage(
                producer,
                ENDPOINT.formatted(settings.bucket()),
                s3Client,
                presigner(settings, settings.endpoint()),
                s3Presigner,
                barePut,
                settings.bucket());
    }

    /** By a client of its own: the work's connections and their patience are not for asking. */
    @Bean
    Probe storageProbe(StorageSettings settings) {
        S3Client client = client(settings, PROBE_PATIENCE, PROBE_PATIENCE);
        return new Probe(
                Neighbours.STORAGE, ASK_EVERY, () -> client.headBucket(bucket -> bucket.bucket(settings.bucket())));
    }

    private static S3Client client(StorageSettings settings, Duration connect, Duration answer) {
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(true)
                // a newer kind of checksum, which servers other than Amazon's do not all know
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(connect)
                        .socketTimeout(answer)
                        .connectionMaxIdleTime(Duration.ofSeconds(10)))
                .build();
    }

    private static S3Presigner presigner(StorageSettings settings, URI endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static AwsCredentialsProvider credentials(StorageSettings settings) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }
}
