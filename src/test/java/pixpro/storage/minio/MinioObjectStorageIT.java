package pixpro.storage.minio;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import pixpro.storage.AskedStorage;
import pixpro.storage.BarePut;
import pixpro.storage.ObjectStorage;
import pixpro.storage.ObjectStorageContract;
import pixpro.storage.StorageSettings;

/** camel-minio against a real S3 server, whose public address is another than the one PixPro uses. */
class MinioObjectStorageIT extends ObjectStorageContract {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final BarePut barePut = new BarePut();
    private ProducerTemplate producer;
    private ObjectStorage storage;

    @BeforeEach
    void connect() {
        camel.start();
        producer = camel.createProducerTemplate();
        storage = storageAt(AskedStorage.settings(StorageSettings.Adapter.MINIO));
    }

    @AfterEach
    void disconnect() throws Exception {
        barePut.close();
        camel.stop();
    }

    @Override
    protected ObjectStorage storage() {
        return storage;
    }

    @Override
    protected ObjectStorage awayStorage() {
        return storageAt(AskedStorage.nowhere(StorageSettings.Adapter.MINIO));
    }

    private ObjectStorage storageAt(StorageSettings settings) {
        MinioConfiguration wiring = new MinioConfiguration();
        var connections = wiring.storageConnections();
        var client = wiring.minioClient(settings, connections);
        camel.getRegistry().bind("minioClient", client);
        return wiring.objectStorage(producer, client, connections, barePut, settings);
    }
}
