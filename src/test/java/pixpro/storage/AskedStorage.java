package pixpro.storage;

import java.net.URI;
import pixpro.local.SharedLocalStack;

/** The object storage that the tests of the adapters ask: the local stack's, or the one that the environment names. */
public final class AskedStorage {

    private AskedStorage() {}

    /** @return where it is; its public address is another than the one PixPro uses, if it can be */
    public static StorageSettings settings(StorageSettings.Adapter adapter) {
        return settings(adapter, URI.create(property("endpoint")));
    }

    /** @return as if it were where nobody answers */
    public static StorageSettings nowhere(StorageSettings.Adapter adapter) {
        return settings(adapter, URI.create("http://localhost:1"));
    }

    /** @return scheme, host and port that signed URLs name */
    static URI publicEndpoint() {
        String given = property("public-endpoint");
        String endpoint = property("endpoint");
        return URI.create(given == null || given.equals(endpoint) ? endpoint.replace("localhost", "127.0.0.1") : given);
    }

    private static StorageSettings settings(StorageSettings.Adapter adapter, URI endpoint) {
        return new StorageSettings(
                adapter,
                endpoint,
                publicEndpoint(),
                property("region"),
                property("bucket"),
                property("access-key"),
                property("secret-key"));
    }

    private static String property(String name) {
        return SharedLocalStack.property("pixpro.storage." + name);
    }
}
