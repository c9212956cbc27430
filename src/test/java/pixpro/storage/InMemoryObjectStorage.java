package pixpro.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage port for tests of those who use it; can be told to fail for a while. */
public class InMemoryObjectStorage implements ObjectStorage {

    private final Map<String, Content> objects = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, byte[]>> parts = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    private record Content(byte[] bytes, String mediaType, Instant storedAt) {

        Content(byte[] bytes, String mediaType) {
            this(bytes, mediaType, Instant.now());
        }
    }

    /** Lets so many of the next calls fail as if nobody answered. */
    public void failNext(int calls) {
        failures.set(calls);
    }

    /** Puts something there without a file. */
    public void put(String key, byte[] bytes, String mediaType) {
        objects.put(key, new Content(bytes, mediaType));
    }

    /** The keys of all there is. */
    public Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    /** Forgets everything, failures too. */
    public void clear() {
        objects.clear();
        parts.clear();
        failures.set(0);
    }

    @Override
    public void put(String key, Path file, String mediaType) throws IOException {
        answer();
        put(key, Files.readAllBytes(file), mediaType);
    }

    @Override
    public InputStream get(String key) throws IOException {
        answer();
        Content content = objects.get(key);
        if (content == null) {
            throw new NoSuchObjectException(key, null);
        }
        return new ByteArrayInputStream(content.bytes);
    }

    @Override
    public InputStream get(String key, long from, long bytes) throws IOException {
        byte[] all = get(key).readAllBytes();
        return new ByteArrayInputStream(all, (int) from, (int) Math.min(bytes, all.length - from));
    }

    @Override
    public Optional<ObjectFacts> stat(String key) throws IOException {
        answer();
        return Optional.ofNullable(objects.get(key))
                .map(content -> new ObjectFacts(content.bytes.length, content.mediaType));
    }

    @Override
    public void copy(String from, String to) throws IOException {
        answer();
        Content content = objects.get(from);
        if (content == null) {
            throw new NoSuchObjectException(from, null);
        }
        objects.put(to, content);
    }

    @Override
    public void delete(String key) throws IOException {
        answer();
        objects.remove(key);
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) throws IOException {
        answer();
        return objects.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(prefix) && entry.getKey().compareTo(after) > 0)
                .sorted(Map.Entry.comparingByKey())
                .limit(limit)
                .map(entry ->
                        new StoredObject(entry.getKey(), entry.getValue().bytes.length, entry.getValue().storedAt))
                .toList();
    }

    @Override
    public URI signedGet(String key, Duration validity) {
        return URI.create("http://storage.invalid/" + key + "?seconds=" + validity.toSeconds());
    }

    @Override
    public URI signedPut(String key, Duration validity) {
        return URI.create("http://storage.invalid/" + key + "?put&seconds=" + validity.toSeconds());
    }

    @Override
    public String beginParts(String key, String mediaType) throws IOException {
        answer();
        String undertaking = UUID.randomUUID().toString();
        parts.put(undertaking, new ConcurrentSkipListMap<>());
        return undertaking;
    }

    @Override
    public URI signedPart(String key, String undertaking, int number, Duration validity) {
        return URI.create("http://storage.invalid/" + key + "?part=" + number + "&of=" + undertaking);
    }

    /** Has a part come. */
    public void putPart(String undertaking, int number, byte[] bytes) {
        parts.get(undertaking).put(number, bytes);
    }

    @Override
    public List<StoredPart> parts(String key, String undertaking) throws IOException {
        answer();
        return parts.getOrDefault(undertaking, Map.of()).entrySet().stream()
                .map(part -> new StoredPart(part.getKey(), part.getValue().length, "etag-" + part.getKey()))
                .toList();
    }

    @Override
    public void joinParts(String key, String undertaking, List<StoredPart> stored) throws IOException {
        answer();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        begun(key, undertaking).values().forEach(all::writeBytes);
        put(key, all.toByteArray(), "application/octet-stream");
        parts.remove(undertaking);
    }

    @Override
    public void abandonParts(String key, String undertaking) throws IOException {
        answer();
        parts.remove(undertaking);
    }

    /** What has begun and is neither joined nor abandoned. */
    public Set<String> undertakings() {
        return Set.copyOf(parts.keySet());
    }

    private Map<Integer, byte[]> begun(String key, String undertaking) throws NoSuchObjectException {
        Map<Integer, byte[]> begun = parts.get(undertaking);
        if (begun == null) {
            throw new NoSuchObjectException(key, null);
        }
        return begun;
    }

    private void answer() throws StorageException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StorageException("nobody answers", null);
        }
    }
}
