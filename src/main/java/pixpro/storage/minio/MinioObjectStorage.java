package pixpro.storage.minio;

import com.google.common.collect.ImmutableMultimap;
import com.google.common.collect.Multimap;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import io.minio.messages.Item;
import io.minio.messages.ListPartsResult;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.minio.MinioConstants;
import org.apache.camel.component.minio.MinioOperations;
import pixpro.storage.BarePut;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectFacts;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StorageException;
import pixpro.storage.StoredObject;
import pixpro.storage.StoredPart;

/**
 * The storage port over camel-minio: the component does the reading, copying and removing. What it has no operation for
 * (asking without an exception, signing for another host, parts) goes to the MinIO client that it uses too; files are put
 * by {@link BarePut}.
 */
public class MinioObjectStorage implements ObjectStorage {

    /** Only as long as it takes to begin. */
    private static final int OWN_PUT_SECONDS = 60;

    private static final int MOST_PARTS = 10_000;
    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchObject", "NoSuchUpload");
    private static final Multimap<String, String> NONE = ImmutableMultimap.of();

    private final ProducerTemplate producer;
    private final String endpoint;
    private final MinioClient client;
    private final MinioClient publicClient;
    private final MinioAsyncClient parts;
    private final BarePut barePut;
    private final String bucket;

    /**
     * @param producer runs the {@code minio:} producer
     * @param endpoint URI of the {@code minio:} endpoint for pojo requests, which uses {@code client}
     * @param client speaks to the storage's internal address
     * @param publicClient signs for the storage's public address; never connects
     * @param parts speaks to the internal address; the other client keeps its operations on parts to itself
     * @param barePut puts files
     * @param bucket holds everything
     */
    public MinioObjectStorage(
            ProducerTemplate producer,
            String endpoint,
            MinioClient client,
            MinioClient publicClient,
            MinioAsyncClient parts,
            BarePut barePut,
            String bucket) {
        this.producer = producer;
        this.endpoint = endpoint;
        this.client = client;
        this.publicClient = publicClient;
        this.parts = parts;
        this.barePut = barePut;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, Path file, String mediaType) throws IOException {
        barePut.put(key, signed(client, Method.PUT, key, OWN_PUT_SECONDS, Map.of()), file, mediaType);
    }

    @Override
    public InputStream get(String key) throws IOException {
        var request = GetObjectArgs.builder().bucket(bucket).object(ObjectKeys.plain(key));
        return (InputStream) send(MinioOperations.getObject, request, key);
    }

    @Override
    public InputStream get(String key, long from, long bytes) throws IOException {
        var request = GetObjectArgs.builder()
                .bucket(bucket)
                .object(ObjectKeys.plain(key))
                .offset(from)
                .length(bytes);
        return (InputStream) send(MinioOperations.getPartialObject, request, key);
    }

    @Override
    public void copy(String from, String to) throws IOException {
        send(
                MinioOperations.copyObject,
                CopyObjectArgs.builder()
                        .source(CopySource.builder()
                                .bucket(bucket)
                                .object(ObjectKeys.plain(from))
                                .build())
                        .bucket(bucket)
                        .object(ObjectKeys.plain(to)),
                from);
    }

    @Override
    public void delete(String key) throws IOException {
        send(
                MinioOperations.deleteObject,
                RemoveObjectArgs.builder().bucket(bucket).object(ObjectKeys.plain(key)),
                key);
    }

    @Override
    public Optional<ObjectFacts> stat(String key) throws IOException {
        try {
            StatObjectResponse stat = client.statObject(StatObjectArgs.builder()
                    .bucket(bucket)
                    .object(ObjectKeys.plain(key))
                    .build());
            return Optional.of(new ObjectFacts(stat.size(), stat.contentType()));
        } catch (ErrorResponseException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw new StorageException("object storage refused to describe " + key, e);
        } catch (MinioException | GeneralSecurityException | IOException e) {
            throw new StorageException("object storage did not describe " + key, e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) throws IOException {
        ListObjectsArgs.Builder request = ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix(prefix)
                .recursive(true)
                .maxKeys(limit);
        if (!after.isEmpty()) {
            request.startAfter(after);
        }
        List<StoredObject> page = new ArrayList<>();
        try {
            // an Iterable that asks for page after page while it is walked: no message
            for (Result<Item> result : client.listObjects(request.build())) {
                Item item = result.get();
                page.add(new StoredObject(
                        item.objectName(), item.size(), item.lastModified().toInstant()));
                if (page.size() == limit) {
                    break;
                }
            }
            return page;
        } catch (MinioException | GeneralSecurityException | IOException e) {
            throw new StorageException("object storage did not list " + prefix, e);
        }
    }

    @Override
    public URI signedGet(String key, Duration validity) throws IOException {
        return signed(publicClient, Method.GET, key, validity.toSeconds(), Map.of());
    }

    @Override
    public URI signedPut(String key, Duration validity) throws IOException {
        return signed(publicClient, Method.PUT, key, validity.toSeconds(), Map.of());
    }

    @Override
    public String beginParts(String key, String mediaType) throws IOException {
        Multimap<String, String> headers = ImmutableMultimap.of("Content-Type", mediaType);
        return answered(key, () -> parts.createMultipartUploadAsync(bucket, null, ObjectKeys.plain(key), headers, NONE))
                .result()
                .uploadId();
    }

    @Override
    public URI signedPart(String key, String undertaking, int number, Duration validity) throws IOException {
        Map<String, String> query = Map.of("uploadId", undertaking, "partNumber", Integer.toString(number));
        return signed(publicClient, Method.PUT, key, validity.toSeconds(), query);
    }

    @Override
    public List<StoredPart> parts(String key, String undertaking) throws IOException {
        List<StoredPart> all = new ArrayList<>();
        ListPartsResult page;
        int after = 0;
        do {
            int marker = after;
            try {
                page = answered(
                                key,
                                () -> parts.listPartsAsync(
                                        bucket,
                                        null,
                                        ObjectKeys.plain(key),
                                        MOST_PARTS,
                                        marker,
                                        undertaking,
                                        NONE,
                                        NONE))
                        .result();
            } catch (NoSuchObjectException e) {
                return List.of();
            }
            page.partList().forEach(part -> all.add(new StoredPart(part.partNumber(), part.partSize(), part.etag())));
            after = page.nextPartNumberMarker();
        } while (page.isTruncated());
        return all;
    }

    @Override
    public void joinParts(String key, String undertaking, List<StoredPart> stored) throws IOException {
        Part[] all = stored.stream()
                .map(part -> new Part(part.number(), part.etag()))
                .toArray(Part[]::new);
        answered(
                key,
                () -> parts.completeMultipartUploadAsync(
                        bucket, null, ObjectKeys.plain(key), undertaking, all, NONE, NONE));
    }

    @Override
    public void abandonParts(String key, String undertaking) throws IOException {
        try {
            answered(
                    key,
                    () -> parts.abortMultipartUploadAsync(
                            bucket, null, ObjectKeys.plain(key), undertaking, NONE, NONE));
        } catch (NoSuchObjectException e) {
            // as it should be
        }
    }

    private URI signed(MinioClient signer, Method method, String key, long seconds, Map<String, String> query)
            throws IOException {
        try {
            return URI.create(signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(method)
                    .bucket(bucket)
                    .object(ObjectKeys.plain(key))
                    .expiry((int) seconds, TimeUnit.SECONDS)
                    .extraQueryParams(query)
                    .build()));
        } catch (MinioException | GeneralSecurityException | IOException e) {
            throw new StorageException("cannot sign a URL for " + key, e);
        }
    }

    /** A call of the MinIO client, which tells some failures at once and others later. */
    private interface Call<T> {

        CompletableFuture<T> begin() throws MinioException, GeneralSecurityException, IOException;
    }

    private static <T> T answered(String key, Call<T> call) throws IOException {
        try {
            return call.begin().get();
        } catch (ExecutionException e) {
            throw failure("has not taken the parts of", key, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted at the parts of " + key, e);
        } catch (MinioException | GeneralSecurityException | IOException e) {
            throw failure("has not taken the parts of", key, e);
        }
    }

    private Object send(MinioOperations operation, Object request, String key) throws IOException {
        try {
            return producer.requestBodyAndHeader(endpoint, request, MinioConstants.MINIO_OPERATION, operation);
        } catch (RuntimeCamelException e) {
            // also when the endpoint itself cannot start, which asks for the bucket first
            throw failure("failed to " + operation, key, e.getCause());
        }
    }

    private static IOException failure(String what, String key, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof ErrorResponseException refusal && isMissing(refusal)) {
                return new NoSuchObjectException(key, refusal);
            }
        }
        return new StorageException("object storage " + what + " " + key, cause);
    }

    private static boolean isMissing(ErrorResponseException e) {
        return MISSING.contains(e.errorResponse().code());
    }
}
