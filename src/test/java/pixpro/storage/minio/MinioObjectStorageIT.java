package pixpro.storage.minio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pixpro.local.SharedLocalStack;
import pixpro.storage.ObjectStorage;
import pixpro.storage.ObjectStorageContract;
import pixpro.storage.StorageException;
import pixpro.storage.StorageSettings;

/** camel-minio against a real S3 server, whose public address is another than the one PixPro uses. */
class MinioObjectStorageIT extends ObjectStorageContract {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private ProducerTemplate producer;
    private ObjectStorage storage;

    @BeforeEach
    void connect() {
        camel.start();
        producer = camel.createProducerTemplate();
        storage = storageAt(URI.create(property("endpoint")));
    }

    @AfterEach
    void disconnect() {
        camel.stop();
    }

    @Override
    protected ObjectStorage storage() {
        return storage;
    }

    @Override
    protected URI publicEndpoint() {
        return URI.create(property("endpoint").replace("localhost", "127.0.0.1"));
    }

    @Test
    void saysThatAStorageThatIsAwayIsAway(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        ObjectStorage away = storageAt(URI.create("http://localhost:1"));

        assertThatThrownBy(() -> away.put("key", file, "image/png")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.get("key")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.stat("key")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> away.delete("key")).isInstanceOf(StorageException.class);
    }

    private ObjectStorage storageAt(URI endpoint) {
        StorageSettings settings = new StorageSettings(
                endpoint,
                publicEndpoint(),
                property("region"),
                property("bucket"),
                property("access-key"),
                property("secret-key"));
        MinioConfiguration wiring = new MinioConfiguration();
        var client = wiring.minioClient(settings);
        camel.getRegistry().bind("minioClient", client);
        return wiring.objectStorage(camel, producer, client, settings);
    }

    private static String property(String name) {
        return SharedLocalStack.properties().get("pixpro.storage." + name);
    }
}
