package pixpro.storage.s3;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import pixpro.storage.AskedStorage;
import pixpro.storage.BarePut;
import pixpro.storage.ObjectStorage;
import pixpro.storage.ObjectStorageContract;
import pixpro.storage.StorageSettings;

/** camel-aws2-s3 against a real S3 server, whose public address is another than the one PixPro uses. */
class S3ObjectStorageIT extends ObjectStorageContract {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final BarePut barePut = new BarePut();
    private ProducerTemplate producer;
    private ObjectStorage storage;

    @BeforeEach
    void connect() {
        camel.start();
        producer = camel.createProducerTemplate();
        storage = storageAt(AskedStorage.settings(StorageSettings.Adapter.S3));
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
        return storageAt(AskedStorage.nowhere(StorageSettings.Adapter.S3));
    }

    private ObjectStorage storageAt(StorageSettings settings) {
        S3AdapterConfiguration wiring = new S3AdapterConfiguration();
        var client = wiring.s3Client(settings);
        camel.getRegistry().bind("s3Client", client);
        return wiring.objectStorage(producer, client, wiring.s3Presigner(settings), barePut, settings);
    }
}
