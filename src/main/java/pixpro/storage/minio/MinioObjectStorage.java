package pixpro.storage.minio;

import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.minio.MinioConstants;
import org.apache.camel.component.minio.MinioOperations;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectFacts;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StorageException;
import pixpro.storage.StoredObject;

/**
 * The storage port over camel-minio: the component does the writing, reading and removing. What it has no operation
 * for (asking without an exception, signing for another host) goes to the MinIO client that it uses too.
 */
public class MinioObjectStorage implements ObjectStorage {

    /** The component puts when it is told no operation. */
    private static final MinioOperations PUT = null;

    private final ProducerTemplate producer;
    private final String endpoint;
    private final MinioClient client;
    private final MinioClient publicClient;
    private final String bucket;

    /**
     * @param producer runs the {@code minio:} producer
     * @param endpoint URI of the {@code minio:} endpoint for pojo requests, which uses {@code client}
     * @param client speaks to the storage's internal address
     * @param publicClient signs for the storage's public address; never connects
     * @param bucket holds everything
     */
    public MinioObjectStorage(
            ProducerTemplate producer, String endpoint, MinioClient client, MinioClient publicClient, String bucket) {
        this.producer = producer;
        this.endpoint = endpoint;
        this.client = client;
        this.publicClient = publicClient;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, Path file, String mediaType) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // a pojo request, because the component would store the header CamelMinioContentType as user metadata
            var request = PutObjectArgs.builder().bucket(bucket).object(key).stream(in, Files.size(file), -1)
                    .contentType(mediaType);
            send(PUT, request, key);
        }
    }

    @Override
    public InputStream get(String key) throws IOException {
        var request = GetObjectArgs.builder().bucket(bucket).object(key);
        return (InputStream) send(MinioOperations.getObject, request, key);
    }

    @Override
    public void copy(String from, String to) throws IOException {
        send(
                MinioOperations.copyObject,
                CopyObjectArgs.builder()
                        .source(CopySource.builder().bucket(bucket).object(from).build())
                        .bucket(bucket)
                        .object(to),
                from);
    }

    @Override
    public void delete(String key) throws IOException {
        send(
                MinioOperations.deleteObject,
                RemoveObjectArgs.builder().bucket(bucket).object(key),
                key);
    }

    @Override
    public Optional<ObjectFacts> stat(String key) throws IOException {
        try {
            StatObjectResponse stat = client.statObject(
                    StatObjectArgs.builder().bucket(bucket).object(key).build());
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
        try {
            return URI.create(publicClient.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Method.GET)
                    .bucket(bucket)
                    .object(key)
                    .expiry((int) validity.toSeconds(), TimeUnit.SECONDS)
                    .build()));
        } catch (MinioException | GeneralSecurityException | IOException e) {
            throw new StorageException("cannot sign a URL for " + key, e);
        }
    }

    private Object send(MinioOperations operation, Object request, String key) throws IOException {
        try {
            return producer.requestBodyAndHeader(endpoint, request, MinioConstants.MINIO_OPERATION, operation);
        } catch (RuntimeCamelException e) {
            // also when the endpoint itself cannot start, which asks for the bucket first
            if (e.getCause() instanceof ErrorResponseException refusal && isMissing(refusal)) {
                throw new NoSuchObjectException(key, refusal);
            }
            throw new StorageException(
                    "object storage failed to " + (operation == PUT ? "store " : operation + " ") + key, e.getCause());
        }
    }

    private static boolean isMissing(ErrorResponseException e) {
        String code = e.errorResponse().code();
        return "NoSuchKey".equals(code) || "NoSuchObject".equals(code);
    }
}
