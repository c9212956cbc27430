package pixpro.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.aws2.s3.AWS2S3Operations;
import pixpro.storage.BarePut;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectFacts;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StorageException;
import pixpro.storage.StoredObject;
import pixpro.storage.StoredPart;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The storage port over camel-aws2-s3: the component does the reading, describing, copying and removing. What it has no
 * operation for (listing from a key on, signing for another host, parts) goes to the S3 client that it uses too; files are
 * put by {@link BarePut}.
 */
public class S3ObjectStorage implements ObjectStorage {

    /** Only as long as it takes to begin. */
    private static final Duration OWN_PUT = Duration.ofMinutes(1);

    private static final int NOT_FOUND = 404;

    private final ProducerTemplate producer;
    private final String endpoint;
    private final S3Client client;
    private final S3Presigner signer;
    private final S3Presigner publicSigner;
    private final BarePut barePut;
    private final String bucket;

    /**
     * @param producer runs the {@code aws2-s3:} producer
     * @param endpoint URI of the {@code aws2-s3:} endpoint, which uses {@code client}
     * @param client speaks to the storage's internal address
     * @param signer signs for the internal address
     * @param publicSigner signs for the public address
     * @param barePut puts files
     * @param bucket holds everything
     */
    public S3ObjectStorage(
            ProducerTemplate producer,
            String endpoint,
            S3Client client,
            S3Presigner signer,
            S3Presigner publicSigner,
            BarePut barePut,
            String bucket) {
        this.producer = producer;
        this.endpoint = endpoint;
        this.client = client;
        this.signer = signer;
        this.publicSigner = publicSigner;
        this.barePut = barePut;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, Path file, String mediaType) throws IOException {
        barePut.put(key, signedPut(signer, key, OWN_PUT), file, mediaType);
    }

    @Override
    public InputStream get(String key) throws IOException {
        return (InputStream) send(AWS2S3Operations.getObject, key, Map.of());
    }

    @Override
    public InputStream get(String key, long from, long bytes) throws IOException {
        Map<String, Object> range =
                Map.of(AWS2S3Constants.RANGE_START, from, AWS2S3Constants.RANGE_END, from + bytes - 1);
        return (InputStream) send(AWS2S3Operations.getObjectRange, key, range);
    }

    @Override
    public Optional<ObjectFacts> stat(String key) throws IOException {
        try {
            HeadObjectResponse head = (HeadObjectResponse) send(AWS2S3Operations.headObject, key, Map.of());
            return Optional.of(new ObjectFacts(head.contentLength(), head.contentType()));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }

    @Override
    public void copy(String from, String to) throws IOException {
        Map<String, Object> target = Map.of(
                AWS2S3Constants.BUCKET_DESTINATION_NAME, bucket, AWS2S3Constants.DESTINATION_KEY, ObjectKeys.plain(to));
        send(AWS2S3Operations.copyObject, from, target);
    }

    @Override
    public void delete(String key) throws IOException {
        send(AWS2S3Operations.deleteObject, key, Map.of());
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) throws IOException {
        return answered(prefix, () -> client
                .listObjectsV2(list ->
                        list.bucket(bucket).prefix(prefix).maxKeys(limit).startAfter(after.isEmpty() ? null : after))
                .contents()
                .stream()
                .map(object -> new StoredObject(object.key(), object.size(), object.lastModified()))
                .toList());
    }

    @Override
    public URI signedGet(String key, Duration validity) throws IOException {
        return answered(
                key,
                () -> URI.create(publicSigner
                        .presignGetObject(signature -> signature
                                .signatureDuration(validity)
                                .getObjectRequest(get -> get.bucket(bucket).key(ObjectKeys.plain(key))))
                        .url()
                        .toString()));
    }

    @Override
    public URI signedPut(String key, Duration validity) throws IOException {
        return signedPut(publicSigner, key, validity);
    }

    @Override
    public String beginParts(String key, String mediaType) throws IOException {
        return answered(key, () -> client.createMultipartUpload(
                        begin -> begin.bucket(bucket).key(ObjectKeys.plain(key)).contentType(mediaType))
                .uploadId());
    }

    @Override
    public URI signedPart(String key, String undertaking, int number, Duration validity) throws IOException {
        return answered(
                key,
                () -> URI.create(publicSigner
                        .presignUploadPart(signature -> signature
                                .signatureDuration(validity)
                                .uploadPartRequest(part -> part.bucket(bucket)
                                        .key(ObjectKeys.plain(key))
                                        .uploadId(undertaking)
                                        .partNumber(number)))
                        .url()
                        .toString()));
    }

    @Override
    public List<StoredPart> parts(String key, String undertaking) throws IOException {
        try {
            return answered(key, () -> client
                    .listPartsPaginator(parts ->
                            parts.bucket(bucket).key(ObjectKeys.plain(key)).uploadId(undertaking))
                    .parts()
                    .stream()
                    .map(part -> new StoredPart(part.partNumber(), part.size(), part.eTag()))
                    .toList());
        } catch (NoSuchObjectException e) {
            return List.of();
        }
    }

    @Override
    public void joinParts(String key, String undertaking, List<StoredPart> parts) throws IOException {
        List<CompletedPart> all = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        answered(
                key,
                () -> client.completeMultipartUpload(join -> join.bucket(bucket)
                        .key(ObjectKeys.plain(key))
                        .uploadId(undertaking)
                        .multipartUpload(upload -> upload.parts(all))));
    }

    @Override
    public void abandonParts(String key, String undertaking) throws IOException {
        try {
            answered(
                    key,
                    () -> client.abortMultipartUpload(abort ->
                            abort.bucket(bucket).key(ObjectKeys.plain(key)).uploadId(undertaking)));
        } catch (NoSuchObjectException e) {
            // as it should be
        }
    }

    private URI signedPut(S3Presigner by, String key, Duration validity) throws IOException {
        return answered(
                key,
                () -> URI.create(by.presignPutObject(signature -> signature
                                .signatureDuration(validity)
                                .putObjectRequest(put -> put.bucket(bucket).key(ObjectKeys.plain(key))))
                        .url()
                        .toString()));
    }

    private Object send(AWS2S3Operations operation, String key, Map<String, Object> more) throws IOException {
        Map<String, Object> headers = new HashMap<>(more);
        headers.put(AWS2S3Constants.S3_OPERATION, operation);
        headers.put(AWS2S3Constants.KEY, ObjectKeys.plain(key));
        try {
            return producer.requestBodyAndHeaders(endpoint, null, headers);
        } catch (RuntimeCamelException e) {
            throw failure(key, e.getCause());
        }
    }

    private static <T> T answered(String key, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    private static IOException failure(String key, Throwable cause) {
        if (cause instanceof S3Exception refusal && refusal.statusCode() == NOT_FOUND) {
            return new NoSuchObjectException(key, refusal);
        }
        return new StorageException("object storage failed at " + key, cause);
    }
}
