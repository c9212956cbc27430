package pixpro.upload;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StoredObject;

/**
 * Removes what uploads left that were begun too long ago, completed or not. Several instances may do it at once: each
 * removal does nothing the second time.
 */
public class UploadSweep {

    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);
    private static final int PAGE = 1000;

    private final ObjectStorage storage;
    private final UploadStore store;
    private final Duration ttl;
    private final Clock clock;

    UploadSweep(ObjectStorage storage, UploadStore store, Duration ttl, Clock clock) {
        this.storage = storage;
        this.store = store;
        this.ttl = ttl;
        this.clock = clock;
    }

    /** Sweeps; what could not be removed is, the next time. */
    public void sweep() {
        try {
            int removed = removeOld(clock.instant().minus(ttl));
            if (removed > 0) {
                LOG.info("uploads_swept objects={}", removed);
            }
        } catch (IOException e) {
            LOG.warn("uploads_not_swept cause={}", e.getMessage());
        }
    }

    private int removeOld(Instant before) throws IOException {
        int removed = 0;
        String after = "";
        List<StoredObject> page;
        do {
            page = storage.list(UploadId.FOLDER, after, PAGE);
            for (StoredObject object : page) {
                if (object.storedAt().isBefore(before)) {
                    remove(object.key());
                    removed++;
                }
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
        return removed;
    }

    private void remove(String key) throws IOException {
        if (key.endsWith("/" + UploadStore.BATCH)) {
            abandon(key);
        }
        storage.delete(key);
    }

    private void abandon(String batchKey) throws IOException {
        Batch batch = store.read(batchKey, Batch.class).orElse(null);
        if (batch == null) {
            return;
        }
        String folder = batchKey.substring(0, batchKey.length() - UploadStore.BATCH.length());
        for (Batch.Awaited file : batch.files()) {
            if (file.undertaking() != null) {
                storage.abandonParts(folder + file.number() + "/bytes", file.undertaking());
            }
        }
    }
}
