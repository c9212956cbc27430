package pixpro.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pixpro.http.Caller;
import pixpro.ingest.UploadAnswer;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.ObjectStorage;
import pixpro.storage.StoredObject;

/** What is known of uploads that are under way: small JSON objects beside the bytes, each written once. */
class UploadStore {

    static final String BATCH = "batch";

    private static final String JSON = "application/json";
    private static final int PAGE = 1000;

    private final ObjectStorage storage;
    private final ObjectMapper json;

    UploadStore(ObjectStorage storage, ObjectMapper json) {
        this.storage = storage;
        this.json = json;
    }

    void keep(Caller caller, Batch batch) throws IOException {
        write(UploadId.of(caller, batch.id(), 0).batchKey(), batch);
    }

    /** @return the batch, if the caller has it */
    Optional<Batch> batch(Caller caller, String batchId) throws IOException {
        return read(UploadId.of(caller, batchId, 0).batchKey(), Batch.class);
    }

    Optional<Batch> batch(UploadId id) throws IOException {
        return read(id.batchKey(), Batch.class);
    }

    void keepAnswer(UploadId id, UploadAnswer answer) throws IOException {
        write(id.answerKey(), answer);
    }

    /** @return what was said when the upload was completed, if it was */
    Optional<UploadAnswer> answer(UploadId id) throws IOException {
        return read(id.answerKey(), UploadAnswer.class);
    }

    /** @return the keys of all that has come of a batch */
    Set<String> keys(Caller caller, String batchId) throws IOException {
        String folder = UploadId.of(caller, batchId, 0).batchFolder();
        Set<String> keys = new HashSet<>();
        String after = "";
        List<StoredObject> page;
        do {
            page = storage.list(folder, after, PAGE);
            page.forEach(object -> keys.add(object.key()));
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
        return keys;
    }

    private void write(String key, Object value) throws IOException {
        storage.put(key, new ByteArrayInputStream(json.writeValueAsBytes(value)), JSON);
    }

    <T> Optional<T> read(String key, Class<T> type) throws IOException {
        try (InputStream in = storage.get(key)) {
            return Optional.of(json.readValue(in, type));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }
}
